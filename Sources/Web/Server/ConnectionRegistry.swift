import NIOCore
import ServiceLifecycle
import Synchronization

/// Keeps track of every open connection and every answer being made, so that a stop cuts nothing off.
///
/// Hummingbird's server keeps track only of connections that reach it. One that is accepted while the server stops may
/// never reach it, nor hear of the stop.
final class ConnectionRegistry: Service {
    let limits: Limits
    /// Bounds what all connections together have in their send buffers.
    let unsent: SendBufferBudget
    /// Of all connections together.
    let eventStreams: EventStreamLimit
    /// Of each event loop.
    let tallies = RequestTallies()
    let accessLog: AccessLog?
    private let admission: ConnectionLimit
    private let state = Mutex(State())

    private struct State {
        var connections: [ObjectIdentifier: any Channel] = [:]
        /// Answers being made, including those whose connection has closed.
        var answers = 0
        var isStopping = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var next = 0
        /// Finished when the last connection has closed and the last answer is made.
        var left: AsyncStream<Void>.Continuation?

        var isEmpty: Bool { connections.isEmpty && answers == 0 }
    }

    init(limits: Limits, proxies: TrustedProxies, accessLog: AccessLog? = nil) {
        self.limits = limits
        self.accessLog = accessLog
        unsent = SendBufferBudget(limit: limits.unsent)
        eventStreams = EventStreamLimit(limits: limits, proxies: proxies)
        admission = ConnectionLimit(limits: limits, proxies: proxies)
    }

    /// Admits a connection until it closes; false if there are too many, the server is stopping, or nobody can say whose
    /// it is.
    func admit(_ channel: any Channel) -> Bool {
        // A client that is gone before it is let in has no address any more, and could be taken for anybody.
        guard let peer = channel.remoteAddress?.ipAddress, admission.admit(peer) else { return false }
        let isInTime = state.withLock { state in
            if !state.isStopping { state.connections[ObjectIdentifier(channel)] = channel }
            return !state.isStopping
        }
        guard isInTime else {
            admission.leave(peer)
            return false
        }
        channel.closeFuture.whenComplete { [self] _ in
            admission.leave(peer)
            leave { $0.connections[ObjectIdentifier(channel)] = nil }
        }
        return true
    }

    /// Open connections.
    var count: Int { state.withLock { $0.connections.count } }

    /// Runs the work of answering; a stop waits for it.
    func answer(_ work: @escaping @Sendable () async -> Void) {
        state.withLock { $0.answers += 1 }
        Task {
            await work()
            leave { $0.answers -= 1 }
        }
    }

    private func leave(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            if state.isEmpty { state.left?.finish() }
        }
    }

    /// Calls back once when the server begins to stop; at once if it is stopping already.
    ///
    /// - Returns: What ``forget(_:)`` takes.
    func whenStopping(_ tell: @escaping @Sendable () -> Void) -> Int {
        let (number, isLate) = state.withLock { state in
            state.next += 1
            if !state.isStopping { state.listeners[state.next] = tell }
            return (state.next, state.isStopping)
        }
        if isLate { tell() }
        return number
    }

    func forget(_ number: Int) {
        _ = state.withLock { $0.listeners.removeValue(forKey: number) }
    }

    /// Tells every connection that the server stops, and admits no more.
    func stop() {
        let (connections, listeners) = state.withLock { state in
            state.isStopping = true
            defer { state.listeners = [:] }
            return (Array(state.connections.values), Array(state.listeners.values))
        }
        for tell in listeners { tell() }
        for channel in connections {
            channel.eventLoop.execute {
                if channel.isActive {
                    channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
                } else {
                    // It was still on its way through the server's own channel, which has closed and may never activate
                    // it.
                    channel.drop()
                }
            }
        }
    }

    /// Runs until the server is asked to stop, and then until the last connection and the last answer are done.
    func run() async throws {
        try? await gracefulShutdown()
        stop()
        let (left, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { state in
            state.left = continuation
            if state.isEmpty { continuation.finish() }
        }
        for await _ in left {}
    }
}
