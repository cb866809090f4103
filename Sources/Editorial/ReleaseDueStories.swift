internal import Logging
public import News
internal import Storage

extension Desk {
    /// Stories that are looked up at once; they are released in transactions of a `slice` each.
    static let releasedAtOnce = 200

    /// Makes public what has come due: embargoes that ended, dates that were ahead.
    ///
    /// What became due while no program ran is released at the next call: late rather than lost.
    /// - Returns: When the next story is due, or nil where none waits.
    @discardableResult
    public func releaseDueStories() async throws -> Timestamp? {
        while true {
            let now = clock()
            let (due, next) = try await store.read { transaction in
                (try transaction.due(at: now, limit: Self.releasedAtOnce), try transaction.nextDue())
            }
            guard !due.isEmpty else { return next }
            let released = try await release(due, now: now)
            logger.info("released", metadata: ["stories": "\(released)"])
            guard released > 0 else { return next }
        }
    }

    /// In short transactions, but one right after the other: what is due goes before all else.
    private func release(_ due: [StoryNumber], now: Timestamp) async throws -> Int {
        var (rest, released) = (due[...], 0)
        while !rest.isEmpty {
            let part = rest
            let (looked, made) = try await store.write { [stopwatch] transaction in
                let start = stopwatch()
                var (looked, made) = (0, 0)
                for number in part where looked == 0 || stopwatch() - start < Self.slice {
                    made += try Self.release(number, transaction, now) ? 1 : 0
                    looked += 1
                }
                return (looked, made)
            }
            rest = rest.dropFirst(looked)
            released += made
        }
        return released
    }

    private static func release(_ number: StoryNumber, _ transaction: WriteTransaction, _ now: Timestamp) throws -> Bool
    {
        guard var story = try transaction.story(number), let change = story.release(at: now) else { return false }
        let released = try transaction.release(story, now: now)
        try transaction.append(change.entry(for: released, by: .clock, at: now))
        return true
    }
}
