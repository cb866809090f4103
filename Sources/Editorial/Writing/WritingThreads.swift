internal import Dispatch
internal import News
internal import Synchronization

/// The threads on which steps are carried out, beside those that Swift shares among all tasks.
///
/// A text has one of two threads for itself and some others, so that what is sent for one text is done in order. Whoever
/// sends more at once than a few pages would is turned away.
final class WritingThreads: Sendable {
    private let queues = (0..<2).map { DispatchQueue(label: "warta writing \($0)") }
    private let waiting = Mutex<[MemberNumber: Int]>([:])
    private let most: Int
    private let mostEach: Int

    /// - Parameters:
    ///   - most: Pieces of work that wait at once.
    ///   - mostEach: Of one member.
    init(most: Int = 256, mostEach: Int = 16) {
        self.most = most
        self.mostEach = mostEach
    }

    /// Does work about a story's text.
    /// - Throws: `throttled` where too much is waiting; what the work throws.
    func run<T: Sendable>(
        for story: StoryNumber,
        of member: MemberNumber,
        _ work: @escaping @Sendable () throws -> T
    ) async throws -> T {
        try enter(member)
        defer { leave(member) }
        let queue = queues[Int(story.rawValue.magnitude % UInt64(queues.count))]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func enter(_ member: MemberNumber) throws {
        try waiting.withLock { waiting in
            let own = waiting[member, default: 0]
            guard own < mostEach, waiting.values.reduce(0, +) < most else {
                throw NewsError(.throttled, "Too much is being written at once; it is sent again in a moment.")
            }
            waiting[member] = own + 1
        }
    }

    private func leave(_ member: MemberNumber) {
        waiting.withLock { waiting in
            let own = waiting[member, default: 1] - 1
            waiting[member] = own > 0 ? own : nil
        }
    }
}
