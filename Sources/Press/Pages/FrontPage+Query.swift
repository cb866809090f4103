import News
import Storage

extension FrontPage {
    init(_ readers: any ReadersView, at now: Timestamp) throws {
        let placed = try PlacedCards(readers, .site, at: now)
        let arrangement = placed.arrangement
        // Enough for a top of other sections than the newest are in, where one section may not have all of it.
        let size = arrangement.cap == nil ? 12 + arrangement.cards.count : 100
        let newest = try readers.rows(.site, before: nil, limit: size)
        let top = arrangement.top(placed.rows, newest: newest, size: Self.topRows)
        let used = top.numbers
        let blocks = try readers.masthead().sections.compactMap { section -> Block? in
            let rows = try readers.rows(.section(section.slug), before: nil, limit: 5 + used.count)
            let fresh = Array(rows.filter { !used.contains($0.number) }.prefix(5))
            return fresh.isEmpty ? nil : Block(section: section, rows: fresh)
        }
        self.init(top: top, blocks: blocks, placed: placed)
    }
}
