import News

/// The front: what the desk has placed, then what is new, then each section's own.
struct FrontPage: Sendable {
    /// The newest stories of a section that do not stand above already.
    struct Block: Sendable {
        let section: Section
        let rows: [StoryRow]
    }

    let top: FrontTop
    let blocks: [Block]
    var placed = PlacedCards()

    var depends: Set<Dependency> { placed.depends.union([.topic(.site), .masthead, .fronts]) }
    var nextEnd: Timestamp? { placed.nextEnd }

    /// Stories that stand above the blocks, unless the desk has placed more.
    static let topRows = 5
}
