import News
import Press

/// Two texts of a story side by side, field by field and word by word: what the pages show of it.
struct Comparison {
    private let strings: Strings

    init(_ strings: Strings) {
        self.strings = strings
    }

    func view(from old: Copy, to new: Copy) -> View { view(fields(of: old), fields(of: new)) }

    func view(from old: CopyText, to new: CopyText) -> View { view(fields(of: old), fields(of: new)) }

    private typealias Field = (key: String, text: String)

    private func view(_ old: [Field], _ new: [Field]) -> View {
        let fields = zip(old, new).compactMap { old, new -> View? in
            let differences = Differences(from: old.text, to: new.text)
            if differences.isEmpty { return nil }
            return ["name": strings.text("fields." + old.key), "rows": rows(differences)]
        }
        var view: View = ["fields": fields]
        view.flag("same", fields.isEmpty)
        return view
    }

    private func fields(of text: CopyText) -> [Field] {
        let text = text.withLineFeeds
        return [
            ("headline", text.headline), ("lead", text.lead), ("body", text.body), ("section", text.section),
            ("genre", text.genre), ("place", text.place), ("zone", text.zone), ("language", text.language),
            ("bylines", text.bylines.map { "\($0.name) – \(strings.text("roles." + $0.role.rawValue))" }.lines),
            ("tags", text.tags.lines), ("slug", text.slug), ("related", text.related.lines),
        ]
    }

    private func fields(of copy: Copy) -> [Field] {
        fields(of: CopyText(copy)) + [
            ("pictures", copy.pictures.enumerated().map { "\($0 + 1). \($1.line.isEmpty ? $1.uri : $1.line)" }.lines)
        ]
    }

    /// The changed paragraphs, each with its neighbours; of the others between them, only how many there are.
    private func rows(_ differences: Differences) -> [View] {
        let rows = differences.rows
        let near = Set(rows.indices.filter { !rows[$0].isSame }.flatMap { [$0 - 1, $0, $0 + 1] })
        var views: [View] = []
        var left = 0
        for (index, row) in rows.enumerated() {
            if near.contains(index) {
                if left > 0 { views.append(gap(left)) }
                left = 0
                views.append(view(row))
            } else {
                left += 1
            }
        }
        if left > 0 { views.append(gap(left)) }
        return views
    }

    private func gap(_ count: Int) -> View { ["gap": strings.text("differences.gap", ["count": String(count)])] }

    private func view(_ row: Differences.Row) -> View {
        var view: View = [:]
        if let old = row.old { view["old"] = ["runs": runs(old)] as View }
        if let new = row.new { view["new"] = ["runs": runs(new)] as View }
        view.flag("same", row.isSame)
        return view
    }

    private func runs(_ runs: [Differences.Run]) -> [View] {
        runs.map { run in
            var view: View = ["words": run.text]
            view.flag("changed", run.isChanged)
            return view
        }
    }
}

extension [String] {
    fileprivate var lines: String { joined(separator: "\n") }
}
