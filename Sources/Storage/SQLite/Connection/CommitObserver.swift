internal import Dispatch
internal import GRDB
internal import Synchronization

/// Reports commits: those of this process at once, those of others within some ten milliseconds.
///
/// SQLite counts the commits of other connections for each connection (`PRAGMA data_version`); asking costs a few
/// microseconds. It is not asked while nobody listens.
final class CommitObserver: Sendable {
    /// How often other processes' commits are looked for.
    static let interval = DispatchTimeInterval.milliseconds(10)

    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
        var version: Int64 = 0
        var isClosed = false
        var timer: (any DispatchSourceTimer)?
    }

    private let connection: DatabaseQueue
    private let queue = DispatchQueue(label: "Warta.commits", qos: .userInitiated)
    private let state = Mutex(State())

    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        configuration.label = "Warta.commits"
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.next += 1
            state.listeners[state.next] = continuation
            if state.timer == nil { state.timer = startTimer() }
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.leave(number) }
        continuation.yield()
        return stream
    }

    /// Wakes all listeners.
    func tell() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
    }

    func close() {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            state.isClosed = true
            stopTimer(&state)
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
        queue.sync {}
        try? connection.close()
    }

    private func leave(_ number: Int) {
        state.withLock { state in
            state.listeners[number] = nil
            if state.listeners.isEmpty { stopTimer(&state) }
        }
    }

    private func startTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now(), repeating: Self.interval, leeway: .milliseconds(1))
        timer.setEventHandler { [weak self] in self?.look() }
        timer.resume()
        return timer
    }

    private func stopTimer(_ state: inout State) {
        state.timer?.cancel()
        state.timer = nil
    }

    private func look() {
        // If the file cannot be read now, the next look comes soon.
        guard let version = try? connection.unsafeRead({ try Self.version($0) }) else { return }
        let isNew = state.withLock { state in
            defer { state.version = version }
            return state.version != version
        }
        if isNew { tell() }
    }

    private static func version(_ database: Database) throws -> Int64? {
        try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
    }
}
