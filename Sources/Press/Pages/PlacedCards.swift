import News
import Storage

/// What the desk has placed on a front, as a page reads it.
struct PlacedCards: Sendable {
    var arrangement = FrontArrangement.empty
    /// The stories of its cards that readers see, as the cards tell them.
    var rows: [StoryRow] = []
    /// What the cards depend on: a story that leaves readers closes its place, one that comes opens it.
    var depends: Set<Dependency> = []
    /// When the next card ends.
    var nextEnd: Timestamp?
}

extension PlacedCards {
    init(_ readers: any ReadersView, _ front: Front, at now: Timestamp) throws {
        self.init()
        guard let arrangement = try readers.liveFront(front)?.arrangement else { return }
        let stories = arrangement.cards(at: now).map(\.story)
        self = PlacedCards(
            arrangement: arrangement,
            rows: arrangement.placed(try readers.rows(stories), at: now),
            depends: Set(stories.map { .topic(.story($0)) }),
            nextEnd: arrangement.nextEnd(after: now)
        )
    }
}
