import News
import Storage

extension FrontPage {
    init(_ readers: any ReadersView) throws {
        let latest = try readers.rows(.site, before: nil, limit: 12)
        let lead = latest.first { $0.picture != nil } ?? latest.first
        let top = Array(latest.filter { $0 != lead }.prefix(4))
        let used = Set(([lead].compactMap { $0 } + top).map(\.number))
        let blocks = try readers.masthead().sections.compactMap { section -> Block? in
            let rows = try readers.rows(.section(section.slug), before: nil, limit: 10)
            let fresh = Array(rows.filter { !used.contains($0.number) }.prefix(5))
            return fresh.isEmpty ? nil : Block(section: section, rows: fresh)
        }
        self.init(lead: lead, top: top, blocks: blocks)
    }
}
