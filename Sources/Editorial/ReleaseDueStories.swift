internal import Logging
public import News
internal import Storage

extension Desk {
    /// Who releases stories whose time has come, as the journal names it.
    static let clockActor = "clock"
    /// Stories released in one transaction, so that a great embargo does not keep other writers waiting.
    static let releasedAtOnce = 200

    /// Makes public what has come due: embargoes that ended, dates that were ahead.
    ///
    /// What became due while no program ran is released at the next call: late rather than lost.
    /// - Returns: When the next story is due, or nil where none waits.
    @discardableResult
    public func releaseDueStories() async throws -> Timestamp? {
        while true {
            let now = clock()
            let waiting = try await store.read { (try $0.due(at: now, limit: 1), try $0.nextDue()) }
            guard !waiting.0.isEmpty else { return waiting.1 }
            let released = try await store.write { try Self.release($0, now: now) }
            logger.info("released", metadata: ["stories": "\(released)"])
            guard released > 0 else { return waiting.1 }
        }
    }

    private static func release(_ transaction: Transaction, now: Timestamp) throws -> Int {
        var released = 0
        for number in try transaction.due(at: now, limit: releasedAtOnce) {
            guard let story = try transaction.release(number, now: now) else { continue }
            try transaction.append(
                JournalEntry(at: now, act: .published, story: number, actor: clockActor, topics: story.topics)
            )
            released += 1
        }
        return released
    }
}
