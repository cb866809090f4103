import Logging
import News
import Storage

/// Follows the journal: moves the versions of what each line names, so that pages made of it are pressed again when they
/// are next asked for, and has what all pages share pressed again.
struct JournalFollower: Sendable {
    let house: PressHouse
    let store: Store
    let state: PressState
    let versions: Versions
    let reads: ReadCounter
    let ranker: ReadRanker
    let rails: RailsPresser

    /// Finds where the journal stands, and presses the first rails.
    /// - Throws: What the store throws; to be called again then.
    func begin() async throws {
        // Read before anything is pressed, so that no change falls between the first page and the first look.
        let (end, last, position) = try await store.read { [hasStandby = store.hasStandby] transaction in
            (
                try transaction.journalEnd(), try transaction.lastStoryNumber(),
                try hasStandby ? transaction.position() : .beginning
            )
        }
        state.position = position
        state.journal = end
        reads.know(upTo: last)
        try await rails.press()
    }

    /// Between two looks at the journal: most commits of a newsroom in which somebody types are none of the readers' affair.
    private static let pause = Duration.milliseconds(10)

    /// Follows until the task is cancelled.
    func run() async {
        await store.followCommits(pause: Self.pause) {
            try await catchUp()
        } failed: {
            house.logger.error("The journal cannot be followed; trying again.", metadata: ["error": "\($0)"])
        }
    }

    /// Takes in every line of the journal that is new; where it is no longer the journal that was read, starts afresh.
    func catchUp() async throws {
        while true {
            let mark = state.journal
            let news = try await store.read { [hasStandby = store.hasStandby] transaction in
                try NewLines(after: mark, transaction, asksPosition: hasStandby)
            }
            reads.know(upTo: news.lastStory)
            let isMastheadNew = news.masthead != state.newspaper.masthead
            if news.newest != nil || isMastheadNew { state.position = news.position }
            guard let newest = news.newest else {
                if isMastheadNew { try await rails.press() }
                return
            }
            if let entries = news.entries {
                ranker.noteMoved(entries.map(\.story))
                let changed = Self.dependencies(on: entries)
                for dependency in changed { versions.move(dependency) }
                if !changed.isEmpty { try await rails.press() }
            } else {
                house.logger.warning("The journal is not the one that was followed; everything is pressed anew.")
                ranker.noteAllMoved()
                versions.moveAll()
                try await rails.press()
            }
            // Only now: where pressing failed, the same lines are read again.
            state.journal = newest
        }
    }

    /// What the journal has after a place.
    private struct NewLines {
        /// Nil where it is another journal than that of the place.
        let entries: [JournalEntry]?
        /// How far it was read; nil where nothing is new.
        let newest: JournalMark?
        let lastStory: StoryNumber
        let masthead: Masthead
        /// Where all of it is.
        let position: StorePosition

        init(after mark: JournalMark, _ transaction: ReadTransaction, asksPosition: Bool) throws {
            lastStory = try transaction.lastStoryNumber()
            masthead = try transaction.masthead()
            position = try asksPosition ? transaction.position() : .beginning
            guard try transaction.isWhole(upTo: mark) else {
                entries = nil
                newest = try transaction.journalEnd()
                return
            }
            let entries = try transaction.journal(after: mark.sequence, limit: 1_000)
            newest = try entries.last.flatMap { try transaction.journalMark(at: $0.sequence) }
            self.entries = entries
        }
    }

    /// What readers can see of these lines; what was only filed is on no page.
    private static func dependencies(on entries: [JournalEntry]) -> Set<Dependency> {
        var changed: Set<Dependency> = []
        for entry in entries where entry.act.isForReaders {
            changed.formUnion(entry.topics.map { .topic($0) })
            changed.insert(.shard(entry.story.rawValue / SitemapShard.size))
        }
        return changed
    }
}
