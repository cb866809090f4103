import NIOCore
import Synchronization

/// Counts the requests of one event loop, by kind, version of HTTP and outcome; and how long an answer was in the making.
///
/// That loop alone counts, so that counting is an addition and no contest; everybody may read. What the loop answers at
/// once, kept pages before all, is only counted: it takes some microseconds, and looking at a clock twice would be a
/// good part of them.
final class RequestTally: Sendable {
    /// Versions of HTTP as ALPN calls them.
    enum Version: Int, CaseIterable, Sendable {
        case http1, http2

        var name: String { self == .http1 ? "http/1.1" : "h2" }
    }

    /// Upper bounds of the histogram's buckets, in seconds; the last bucket has none.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    private static let nanoseconds = bounds.map { Int64($0 * 1e9) }
    private static let kinds = RouteClass.allCases.count * Version.allCases.count
    /// 1xx to 5xx.
    private static let outcomes = 5

    private let counts = (0..<kinds * outcomes).map { _ in LoopCounter() }
    private let buckets = (0..<kinds * (bounds.count + 1)).map { _ in LoopCounter() }
    private let sums = (0..<kinds).map { _ in LoopCounter() }

    private static func place(_ route: RouteClass, _ version: Version) -> Int {
        route.rawValue * Version.allCases.count + version.rawValue
    }

    /// An answer was given, or has begun; on the loop alone.
    func count(_ route: RouteClass, _ version: Version, status: Int) {
        let outcome = min(max(status / 100, 1), Self.outcomes) - 1
        counts[Self.place(route, version) * Self.outcomes + outcome].add(1)
    }

    /// An answer has begun, so long after its request; on the loop alone.
    func observe(_ route: RouteClass, _ version: Version, _ time: TimeAmount) {
        let place = Self.place(route, version)
        let bucket = Self.nanoseconds.firstIndex { time.nanoseconds <= $0 } ?? Self.bounds.count
        buckets[place * (Self.bounds.count + 1) + bucket].add(1)
        sums[place].add(Int(time.nanoseconds))
    }

    /// Answers with a status of that hundred, 1 to 5.
    func answers(_ route: RouteClass, _ version: Version, hundred: Int) -> Int {
        counts[Self.place(route, version) * Self.outcomes + hundred - 1].value
    }

    /// Of each bucket what it holds, not what the smaller ones hold as well.
    func latencies(_ route: RouteClass, _ version: Version) -> [Int] {
        let place = Self.place(route, version) * (Self.bounds.count + 1)
        return buckets[place...(place + Self.bounds.count)].map(\.value)
    }

    /// Nanoseconds of all that were observed.
    func total(_ route: RouteClass, _ version: Version) -> Int { sums[Self.place(route, version)].value }
}

/// A number that one event loop moves and everybody may read.
private final class LoopCounter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .relaxed) }

    func add(_ amount: Int) { number.store(number.load(ordering: .relaxed) &+ amount, ordering: .relaxed) }
}
