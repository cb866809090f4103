import News
import Press

/// Two texts of a story beside one another, field by field and word by word: what the pages show of it.
struct Comparison {
    private let strings: Strings
    /// Paragraphs of a field that are shown at most: more is read by nobody.
    private static let mostRows = 1_000

    init(_ strings: Strings) {
        self.strings = strings
    }

    func view(from old: Copy, to new: Copy) -> View { view(fields(of: old), fields(of: new)) }

    func view(from old: CopyText, to new: CopyText) -> View { view(fields(of: old), fields(of: new)) }

    private typealias Field = (key: String, text: String)

    private func view(_ old: [Field], _ new: [Field]) -> View {
        var sum = ChangeSum()
        let fields = zip(old, new).compactMap { old, new -> View? in
            let differences = Differences(from: old.text, to: new.text)
            if differences.isEmpty { return nil }
            sum.add(differences)
            return ["name": strings.text("fields." + old.key), "rows": rows(differences, of: old.key)]
        }
        var view: View = ["fields": fields]
        view.flag("same", fields.isEmpty)
        if !fields.isEmpty { view["sum"] = words(of: sum) }
        return view
    }

    /// How much has changed, in a line.
    private func words(of sum: ChangeSum) -> String {
        let parts = [("sum_added", sum.added), ("sum_removed", sum.removed), ("sum_moved", sum.moved)]
        return parts.filter { $0.1 > 0 }
            .map { strings.text("differences." + $0.0, ["count": String($0.1)]) }.joined(separator: " · ")
    }

    private func fields(of text: CopyText) -> [Field] {
        let text = text.withLineFeeds
        let others = CopyText.Field.allCases.filter { ![.headline, .lead].contains($0) }
        return [("headline", text.headline), ("lead", text.lead), ("body", text.body)]
            + others.map { ($0.rawValue, words(of: text[$0])) }
    }

    /// What a field says: each name of a list in a line.
    private func words(of value: JSONValue) -> String {
        if let values = value.asArray { return values.map(words).joined(separator: "\n") }
        guard let name = value.member("name")?.asString else { return value.asString ?? "" }
        let role = value.member("role")?.asString.map { " – " + strings.text("roles." + $0) }
        return name + (role ?? "")
    }

    private func fields(of copy: Copy) -> [Field] {
        let pictures = copy.pictures.enumerated().filter { !$0.element.isVacant }.map(lines)
        return fields(of: CopyText(copy)) + [("pictures", pictures.joined(separator: "\n"))]
    }

    /// A picture: its words, what it shows, its file, which may be another under the same words, and where it stands.
    private func lines(_ index: Int, _ use: PictureUse) -> String {
        let file = use.picture.map { strings.text("differences.file", ["name": String($0.digest.prefix(8))]) }
        let shown = use.alternativeText
        return [
            "\(index + 1). " + (use.line.isEmpty ? use.uri : use.line),
            shown.isEmpty ? nil : strings.text("differences.shows", ["words": shown]), file,
            use.madeWithAI.map { strings.text("pictures.sources." + $0.rawValue) },
            // What a wire sends says nothing of it.
            use.placement == .usual || use.placement == .text
                ? nil : strings.text("pictures.states." + use.placement.rawValue),
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// The changed paragraphs, each with its neighbours; of the others between them, only how many there are.
    private func rows(_ differences: Differences, of field: String) -> [View] {
        let rows = differences.rows
        let near = Set(rows.indices.filter { !rows[$0].isSame }.flatMap { [$0 - 1, $0, $0 + 1] })
        var (views, left) = ([View](), 0)
        for (index, row) in rows.enumerated() {
            if views.count >= Self.mostRows {
                views.append(["gap": strings.text("differences.more", ["count": String(rows.count - index)])])
                return views
            }
            if near.contains(index) {
                if left > 0 { views.append(gap(left)) }
                left = 0
                views.append(view(row, of: field))
            } else {
                left += 1
            }
        }
        if left > 0 { views.append(gap(left)) }
        return views
    }

    private func gap(_ count: Int) -> View { ["gap": strings.text("differences.gap", ["count": String(count)])] }

    private func view(_ row: Differences.Row, of field: String) -> View {
        var view: View = ["kind": kind(of: row), "pieces": row.pieces.map(\.view)]
        if let move = row.move {
            let isOld = row.place == .old
            let place = { (isOld: Bool) in "\(field)-\(move.number)-\(isOld ? "from" : "to")" }
            let key = (isOld ? "moved_to_" : "moved_from_") + (move.isDown == isOld ? "below" : "above")
            view["move"] =
                [
                    "words": strings.text("differences." + key, ["number": String(move.number)]),
                    "href": "#" + place(!isOld),
                ] as View
            if move.isFirst { view["id"] = place(isOld) }
        }
        return view
    }

    private func kind(of row: Differences.Row) -> String {
        if row.move != nil { return row.place == .old ? "moved away" : "moved here" }
        return switch row.place {
        case .both: row.isSame ? "same" : "changed"
        case .old: "removed"
        case .new: "added"
        }
    }
}

/// How many words were added and removed, and how many parts moved.
private struct ChangeSum {
    var added = 0
    var removed = 0
    var moved = 0

    mutating func add(_ differences: Differences) {
        for row in differences.rows {
            if row.move?.isFirst == true, row.place == .new { moved += 1 }
            // What was removed from what moved stands in both places.
            for piece in row.pieces where row.move == nil || row.place == .new {
                let words = piece.text.split(whereSeparator: \.isWhitespace)
                let count = words.count { word in word.contains { $0.isLetter || $0.isNumber } }
                switch piece.kind {
                case .same: break
                case .removed: removed += count
                case .added: added += count
                }
            }
        }
    }
}
