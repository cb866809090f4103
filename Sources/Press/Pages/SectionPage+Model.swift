import News

/// A section's front, and the pages behind it.
struct SectionPage: Sendable {
    let section: Section
    let page: Address.Page
    let list: PagedRows<StoryRow>
    var placed = PlacedCards()

    /// The stories of the first page: what the desk has placed, then the newest, no story twice; nil behind it.
    ///
    /// One of the newest eight with a picture leads where nothing is placed. The cap is for the site's front alone.
    var top: FrontTop? {
        guard page == .first else { return nil }
        let arrangement = FrontArrangement(cards: placed.arrangement.cards)
        let top = arrangement.top(placed.rows, newest: Array(list.rows.prefix(8)), size: .max)
        let rest = list.rows.dropFirst(8).filter { !top.numbers.contains($0.number) }
        // What comes by itself leads with a picture or not at all.
        guard top.byHand > 0 || top.lead?.picture != nil else { return FrontTop(lead: nil, rows: list.rows) }
        return FrontTop(lead: top.lead, rows: top.rows + rest, byHand: top.byHand)
    }

    var depends: Set<Dependency> {
        placed.depends.union([.topic(.section(section.slug)), .masthead]).union(page == .first ? [.fronts] : [])
    }
    var nextEnd: Timestamp? { placed.nextEnd }
}
