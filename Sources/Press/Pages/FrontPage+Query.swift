import News
import Storage

extension FrontPage {
    init(_ transaction: ReadTransaction) throws {
        let latest = try transaction.rows(.site, before: nil, limit: 12)
        let lead = latest.first { $0.picture != nil } ?? latest.first
        let top = Array(latest.filter { $0 != lead }.prefix(4))
        let used = Set(([lead].compactMap { $0 } + top).map(\.number))
        let blocks = try transaction.masthead().sections.compactMap { section -> Block? in
            let rows = try transaction.rows(.section(section.slug), before: nil, limit: 10)
            let fresh = Array(rows.filter { !used.contains($0.number) }.prefix(5))
            return fresh.isEmpty ? nil : Block(section: section, rows: fresh)
        }
        self.init(lead: lead, top: top, blocks: blocks)
    }
}
