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
        while let first = rest.first {
            let part = rest
            do {
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
            } catch let error as NewsError where error.code == .unavailable {
                throw error
            } catch {
                // One of them cannot be released: it must not keep the others from their time.
                released += try await releaseAlone(first, now: now)
                rest = rest.dropFirst()
            }
        }
        return released
    }

    /// Releases one story, or tells whoever scheduled it that it cannot be.
    private func releaseAlone(_ number: StoryNumber, now: Timestamp) async throws -> Int {
        do {
            return try await store.write { try Self.release(number, $0, now) ? 1 : 0 }
        } catch let error as NewsError where error.code == .unavailable {
            throw error
        } catch {
            let isNew = try await store.write { try $0.noteFailedSchedule(of: number, at: now) }
            // It is tried again twice a second, and said once.
            logger.log(
                level: isNew ? .error : .debug,
                "A story whose time has come cannot be released.",
                metadata: ["story": "\(number)", "error": "\(error)"]
            )
            return 0
        }
    }

    private static func release(_ number: StoryNumber, _ transaction: WriteTransaction, _ now: Timestamp) throws -> Bool
    {
        guard var story = try transaction.story(number), let change = story.release(at: now) else { return false }
        let released = try transaction.release(story, now: now)
        try transaction.append(change.entry(for: released, by: .clock, at: now))
        if now >= story.publicSince.adding(seconds: Notification.lateness) {
            try transaction.noteLateSchedule(of: number, at: now)
        }
        return true
    }
}
