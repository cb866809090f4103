import Editorial
import Synchronization

/// Counts what became of the batches of those who write together, in one newsroom.
final class WritingTally: Sendable {
    private let kept = Atomic<Int>(0)
    private let behind = Atomic<Int>(0)
    private let over = Atomic<Int>(0)

    func count(_ answer: PushAnswer) {
        switch answer {
        case .kept: kept.add(1, ordering: .relaxed)
        case .behind: behind.add(1, ordering: .relaxed)
        case .over: over.add(1, ordering: .relaxed)
        }
    }

    /// How many since the start, by what became of them.
    var outcomes: [(name: String, count: Int)] {
        [
            ("kept", kept.load(ordering: .relaxed)), ("behind", behind.load(ordering: .relaxed)),
            ("over", over.load(ordering: .relaxed)),
        ]
    }
}
