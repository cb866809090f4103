internal import Dispatch
internal import Foundation
internal import Synchronization

/// Reports commits: those of this process at once, those of other nodes as PostgreSQL tells of them (`NOTIFY`).
///
/// Behind that, it looks every second whether anything was committed, so that a notice which is lost costs a second. A
/// connection that is lost is made again, and then everybody is woken, since nobody knows what was missed. Nothing is
/// connected before somebody listens.
final class PostgreSQLCommitObserver: PostgreSQLThreaded {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        /// Those who listen to what nodes say to one another.
        var hearers: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
        var isRunning = false
        var isClosed = false
    }

    private let connector: PostgreSQLConnector
    private let state = Mutex(State())
    private let running = DispatchGroup()
    private let cancellation = PostgreSQLCancellation()

    /// How often commits are looked for.
    private static let interval = Duration.seconds(1)
    /// How often it is asked meanwhile whether the store was closed.
    private static let slice = Duration.milliseconds(100)

    private let reached: PostgreSQLPosition
    private let standby: PostgreSQLStandby?

    /// - Parameters:
    ///   - connector: Connects to the primary.
    ///   - reached: Is told where the primary is, before anybody is told of a commit, if there is a standby.
    ///   - standby: The same each second.
    init(_ connector: PostgreSQLConnector, _ reached: PostgreSQLPosition, _ standby: PostgreSQLStandby?) {
        self.connector = connector
        self.reached = reached
        self.standby = standby
    }

    func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        enter(continuation, among: \.listeners)
        continuation.yield()
        return stream
    }

    /// What nodes say to one another.
    func messages() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1_000))
        enter(continuation, among: \.hearers)
        return stream
    }

    /// Lets a stream hear from now on; where all is closed it ends at once.
    private func enter<Element>(
        _ continuation: AsyncStream<Element>.Continuation,
        among streams: any WritableKeyPath<State, [Int: AsyncStream<Element>.Continuation]> & Sendable
    ) {
        let (number, mustStart): (Int?, Bool) = state.withLock { state in
            guard !state.isClosed else { return (nil, false) }
            state.next += 1
            state[keyPath: streams][state.next] = continuation
            defer { state.isRunning = true }
            return (state.next, !state.isRunning)
        }
        guard let number else { return continuation.finish() }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0[keyPath: streams][number] = nil }
        }
        if mustStart { start() }
    }

    private func pass(_ notifications: [PostgreSQLNotification]) {
        if notifications.contains(where: { $0.channel == PostgreSQLWorker.channel }) { tell() }
        let hearers = state.withLock { Array($0.hearers.values) }
        for notification in notifications where notification.channel != PostgreSQLWorker.channel {
            for hearer in hearers { hearer.yield(notification.payload) }
        }
    }

    /// Wakes all listeners.
    func tell() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
    }

    /// Ends the streams, and soon the connection.
    func close() {
        let (listeners, hearers) = state.withLock { state in
            defer { (state.listeners, state.hearers) = ([:], [:]) }
            state.isClosed = true
            return (Array(state.listeners.values), Array(state.hearers.values))
        }
        for listener in listeners { listener.finish() }
        for hearer in hearers { hearer.finish() }
    }

    func cancel() { cancellation.set() }

    func hasEnded(by end: DispatchTime) -> Bool { running.wait(timeout: end) == .success }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func start() {
        running.enter()
        let thread = Thread { [self] in
            while !isClosed {
                // What was lost is tried again; the connector says how soon.
                if (try? listen()) == nil, !isClosed { usleep(50_000) }
            }
            running.leave()
        }
        thread.name = "Warta.commits"
        thread.start()
    }

    /// Tells of commits until the store is closed.
    /// - Throws: If the connection is lost.
    private func listen() throws {
        let session = try connector.connect(for: .listener)
        session.cancellation = cancellation
        let talk = try session.run("SELECT \(PostgreSQLWorker.talkChannel)", []).row(0).string(0)
        try session.script("LISTEN \(PostgreSQLWorker.channel); LISTEN \"\(talk)\"")
        var (known, looked) = (try Self.commit(session), ContinuousClock.now)
        tell()
        while !isClosed {
            let notifications = try session.notifications(within: Self.slice)
            if notifications.contains(where: { $0.channel == PostgreSQLWorker.channel }) { try reach(session) }
            pass(notifications)
            guard ContinuousClock.now - looked > Self.interval else { continue }
            let newest = try Self.commit(session)
            if let position = try reach(session) { standby?.note(primary: position) }
            if newest != known { tell() }
            try connector.clock.compare(session)
            (known, looked) = (newest, .now)
        }
    }

    /// Asks where the primary is, for those who then read from a standby.
    @discardableResult
    private func reach(_ session: PostgreSQLSession) throws -> Int64? {
        guard standby != nil else { return nil }
        let position = try session.run("SELECT \(PostgreSQLSession.position)", []).row(0).required(0)
        reached.note(position)
        return position
    }

    /// Another number after each commit that changed something.
    private static func commit(_ session: PostgreSQLSession) throws -> SQLValue {
        try session.run("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)", []).row(0)[0]
    }
}
