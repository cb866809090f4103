import News
import Storage

/// The front: what is new and has a picture leads, then each section's own.
struct FrontPage: Sendable {
    let lead: StoryRow?
    let top: [StoryRow]
    let blocks: [(section: Section, rows: [StoryRow])]

    init(_ transaction: ReadTransaction) throws {
        let latest = try transaction.rows(.site, before: nil, limit: 12)
        lead = latest.first { $0.picture != nil } ?? latest.first
        top = Array(latest.filter { [lead] in $0 != lead }.prefix(4))
        let used = Set(([lead].compactMap { $0 } + top).map(\.number))
        blocks = try transaction.masthead().sections.compactMap { section in
            let rows = try transaction.rows(.section(section.slug), before: nil, limit: 10)
            let fresh = Array(rows.filter { !used.contains($0.number) }.prefix(5))
            return fresh.isEmpty ? nil : (section, fresh)
        }
    }

    let depends: Set<Dependency> = [.topic(.site), .masthead]

    func view(_ newspaper: Newspaper) -> View {
        let head = PageHead(
            title: "",
            description: newspaper.describe("front"),
            address: .front,
            data: [newspaper.websiteData]
        )
        var view = head.view(newspaper)
        view["heading"] = newspaper.site.name
        if let lead { view["lead_story"] = newspaper.row(lead) }
        view.set("top", top.map { newspaper.row($0) })
        view.set(
            "blocks",
            blocks.map {
                ["section": newspaper.link($0.section), "rows": $0.rows.map { newspaper.row($0) }]
            }
        )
        return view
    }
}
