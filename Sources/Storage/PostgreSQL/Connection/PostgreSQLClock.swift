internal import Foundation
internal import Synchronization

/// How far the server's clock is ahead of this machine's.
///
/// The nodes of a house go by the server's, so that one whose own clock is wrong publishes nothing too early and dates
/// nothing wrongly.
final class PostgreSQLClock: Sendable {
    private let milliseconds = Atomic<Int64>(0)

    /// A smaller difference is left alone: it may come from the way there and back.
    private static let least: Int64 = 250

    var offset: Duration { .milliseconds(milliseconds.load(ordering: .relaxed)) }

    /// Asks the server what time it is.
    func compare(_ session: PostgreSQLSession) throws {
        let (asked, began) = (Self.now, ContinuousClock.now)
        let theirs: Int64 = try session.run(Self.query, []).row(0).required(0)
        note(theirs: theirs, asked: asked, took: (ContinuousClock.now - began) / .milliseconds(1))
    }

    /// Takes what the server said over, unless the difference is smaller than what is known of it.
    /// - Parameters:
    ///   - theirs: What the server said, in milliseconds since 1970.
    ///   - asked: What this machine's clock said when it was asked.
    ///   - took: Milliseconds until the answer.
    func note(theirs: Int64, asked: Int64, took: Double) {
        let measured = theirs - asked - Int64(took / 2)
        let known = milliseconds.load(ordering: .relaxed)
        let doubt = max(Self.least, Int64(took))
        guard abs(measured - known) > doubt else { return }
        milliseconds.store(abs(measured) > doubt ? measured : 0, ordering: .relaxed)
    }

    private static let query = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
