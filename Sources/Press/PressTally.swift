import Synchronization

/// Counts what the press does, for `/-/metrics` and for tests that hold it to its promises.
public final class PressTally: Sendable {
    /// What is counted.
    public enum Event: Int, CaseIterable, Sendable {
        /// A page answered from what was pressed.
        case hit
        /// A page that had to be read and rendered first.
        case pressing
        /// A fragment that was compressed.
        case compression
        /// A page that was not pressed, as too many waited to be.
        case refusal
        /// A page dropped to stay within the budget.
        case eviction
        /// A read that was counted.
        case read
        /// A counted read that lifts its story in the rankings.
        case lift
    }

    private let counts = Event.allCases.map { _ in AtomicCounter() }
    private let pressingNanoseconds = AtomicCounter()
    private let refusals = ReadRefusal.allCases.map { _ in AtomicCounter() }

    /// Starts with nothing counted.
    public init() {}

    /// How often it happened since the start.
    public subscript(event: Event) -> Int {
        counts[event.rawValue].value.load(ordering: .relaxed)
    }

    /// How many reads were not counted for that reason since the start.
    public subscript(refused reason: ReadRefusal) -> Int {
        refusals[reason.rawValue].value.load(ordering: .relaxed)
    }

    /// Nanoseconds that pages were in the press since the start, those among them in which they waited for it.
    public var pressingTime: Int { pressingNanoseconds.value.load(ordering: .relaxed) }

    func countPressing(since start: ContinuousClock.Instant) {
        let time = (ContinuousClock.now - start).components
        let nanoseconds = Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000)
        pressingNanoseconds.value.wrappingAdd(nanoseconds, ordering: .relaxed)
    }

    func count(refused reason: ReadRefusal, times: Int = 1) {
        refusals[reason.rawValue].value.wrappingAdd(times, ordering: .relaxed)
    }

    func count(_ event: Event) {
        counts[event.rawValue].value.wrappingAdd(1, ordering: .relaxed)
    }
}
