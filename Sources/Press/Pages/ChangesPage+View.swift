package import News

extension ChangesPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("changes", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let copy = story.copy
        let title = strings.text("changes.title")
        // Search engines have the story; what it said before is not to be found instead of it.
        var view = PageHead(
            title: "\(title): \(copy.headline)",
            description: newspaper.describe("changes", copy.headline),
            address: .changes(story.number),
            isIndexed: false,
            section: copy.section.slug
        ).view(newspaper)
        let since = strings.full(former.at, in: copy.zone)
        view["heading"] = title
        view["story"] = ["headline": copy.headline, "href": story.address.path] as View
        let blocks = copy.body.blocks(saying: story.corrections.compactMap(\.paragraph))
        view.set(
            "corrections",
            newspaper.views(of: story.corrections, blocks, in: copy.zone, page: story.address.path)
        )
        let fields = Self.fields(former.copy, copy, strings)
        view["standfirst"] = strings.text(fields.isEmpty ? "changes.none" : "changes.since", ["time": since])
        view.set("fields", fields)
        view.mark(newspaper.script(of: copy.language))
        return view
    }

    /// Paragraphs of a field that are shown at most.
    private static let mostRows = 500

    private static func fields(_ old: Copy, _ new: Copy, _ strings: Strings) -> [View] {
        let texts = [
            ("headline", old.headline, new.headline), ("lead", old.lead, new.lead),
            ("body", old.body.text, new.body.text),
            ("captions", captions(old), captions(new)),
        ]
        return texts.compactMap { key, old, new in
            let differences = Differences(from: old, to: new)
            if differences.isEmpty { return nil }
            return ["name": strings.text("changes.fields." + key), "rows": rows(differences, strings)]
        }
    }

    private static func captions(_ copy: Copy) -> String {
        copy.pictures.filter { !$0.isVacant }.map(\.line).joined(separator: "\n")
    }

    /// The paragraphs that changed; a line stands for those between them.
    private static func rows(_ differences: Differences, _ strings: Strings) -> [View] {
        var rows: [View] = []
        var isBehindGap = false
        for row in differences.rows.prefix(mostRows) {
            if row.isSame {
                if !isBehindGap { rows.append(["gap": true]) }
                isBehindGap = true
                continue
            }
            isBehindGap = false
            var view: View = ["pieces": row.pieces.map(\.view)]
            if row.move != nil {
                view["moved"] = strings.text(row.place == .old ? "changes.moved_away" : "changes.moved_here")
            }
            rows.append(view)
        }
        return rows
    }
}

extension Differences.Piece {
    /// What templates see of it, here and in the newsroom: its words under what became of them.
    package var view: View {
        switch kind {
        case .same: ["same": text]
        case .removed: ["removed": text]
        case .added: ["added": text]
        }
    }
}
