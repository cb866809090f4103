import NIOCore
import ServiceLifecycle
import Synchronization

/// Knows every connection from its first moment to its last, and whatever is being answered, so that a stop cuts
/// nothing off.
///
/// Hummingbird's server knows the connections that it hears of. Of one that is accepted while it stops it may not hear,
/// nor may that connection hear of the stop.
final class ConnectionRegistry: Service {
    let limits: Limits
    /// Of all connections together.
    let unsent: SendBufferBudget
    /// Of all connections together.
    let eventStreams: EventStreamLimit
    private let admission: ConnectionLimit
    private let state = Mutex(State())

    private struct State {
        var connections: [ObjectIdentifier: any Channel] = [:]
        /// Answers that are being made, also those whose connection is gone.
        var answers = 0
        var isStopping = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var next = 0
        /// Finished when the last has left.
        var left: AsyncStream<Void>.Continuation?

        var isEmpty: Bool { connections.isEmpty && answers == 0 }
    }

    init(limits: Limits, proxies: TrustedProxies) {
        self.limits = limits
        unsent = SendBufferBudget(limit: limits.unsent)
        eventStreams = EventStreamLimit(limits: limits, proxies: proxies)
        admission = ConnectionLimit(limits: limits, proxies: proxies)
    }

    /// Lets a connection in, until it closes; false where there is no room, the server stops, or nobody can say whose
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

    /// Does the work of answering, which a stop waits for.
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

    /// Calls back once when the server stops; at once where it does already.
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

    /// Tells everybody who is in that the server stops; who comes later is not let in.
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
                    // On its way through the server's own channel, which has closed and may never open this one.
                    channel.drop()
                }
            }
        }
    }

    /// Runs until the server is asked to stop, and then until the last has left.
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
