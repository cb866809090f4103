public import News
internal import Synchronization

/// A clock that stands still until it is moved.
public final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    /// Begins at noon of 2 January 2026 in Jakarta, when the standing newspaper was put together.
    public init(_ time: Timestamp = .sampleNow) {
        self.time = Mutex(time)
    }

    public var now: Timestamp { time.withLock { $0 } }

    public func advance(seconds: Int64) {
        advance(milliseconds: seconds * 1_000)
    }

    public func advance(milliseconds: Int64) {
        time.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }
}

extension Timestamp {
    /// Noon of 2 January 2026 in Jakarta.
    public static let sampleNow = Timestamp(seconds: 1_767_330_000)
}
