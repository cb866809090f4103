internal import CPostgreSQL
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Whether what a thread does on the server is still wanted.
///
/// Whoever no longer wants it sets this from any thread; the thread that waits for the server's answer looks at it and gives
/// up (``PostgreSQLSession``). So nobody but that thread ever touches its connection.
final class PostgreSQLCancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }

    /// - Throws: `CancellationError` where it is set.
    func check() throws {
        if isSet { throw CancellationError() }
    }

    /// How often it is looked at while an answer is waited for.
    static let interval = Duration.milliseconds(50)
}

/// A part of a database that has threads, which end when it is closed.
protocol PostgreSQLThreaded: Sendable {
    /// Turns away whoever comes or waits, and lets the threads end after what they are doing.
    func close()
    /// Ends what the threads are doing.
    func cancel()
    /// Whether the threads have ended; waits for it until then.
    func hasEnded(by end: DispatchTime) -> Bool
}

/// Asks servers to end statements that nobody waits for any more.
///
/// libpq does so by a connection of its own, without any limit of time. So one thread does it for all; where many requests wait
/// because a network hangs, more are not sent: servers end each statement after its own time.
enum PostgreSQLStatementEnd {
    private static let thread = DispatchQueue(label: "Warta.cancel", qos: .utility)
    private static let waiting = Atomic<Int>(0)
    private static let pending = DispatchGroup()
    private static let mostWaiting = 32

    /// Lets the server end what this connection is doing; the connection may be closed meanwhile.
    static func request(_ connection: OpaquePointer) {
        guard waiting.load(ordering: .relaxed) < mostWaiting, let request = PQgetCancel(connection) else { return }
        waiting.add(1, ordering: .relaxed)
        let address = UInt(bitPattern: request)
        thread.async(group: pending) {
            let request = OpaquePointer(bitPattern: address)
            var reason = [CChar](repeating: 0, count: 256)
            // A request that does not arrive leaves the statement its own limit of time.
            _ = PQcancel(request, &reason, CInt(reason.count))
            PQfreeCancel(request)
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Whether all requests are sent; waits for it until then.
    static func areSent(by end: DispatchTime) -> Bool { pending.wait(timeout: end) == .success }
}
