import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// Lets connections in as long as there is room, in all and for each client's network.
///
/// Whoever comes beyond is closed at once; whoever is in is served on.
struct Gate<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let admission: Admission

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let peer = channel.remoteAddress?.ipAddress
        let isAdmitted = admission.admit(peer)
        let value = base.setup(channel: channel, logger: logger)
        guard isAdmitted else {
            logger.debug("No room for another connection.", metadata: ["peer": "\(peer ?? "local")"])
            return value.always { _ in channel.close(promise: nil) }
        }
        channel.closeFuture.whenComplete { _ in admission.leave(peer) }
        let pipeline = channel.pipeline.syncOperations
        if let handshake = try? pipeline.handler(type: NIOSSLServerHandler.self) {
            try? pipeline.addHandler(HandshakeWatch(admission.limits), position: .after(handshake))
        }
        return value
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// How many connections there are, and whose.
final class Admission: Sendable {
    let limits: Limits
    private let proxies: TrustedProxies
    private let state = Mutex<(total: Int, byNetwork: [ClientNetwork: Int])>((0, [:]))

    init(limits: Limits, proxies: TrustedProxies) {
        self.limits = limits
        self.proxies = proxies
    }

    /// Counts a connection in, unless there is no room; then it must not be counted out.
    func admit(_ peer: String?) -> Bool {
        let network = boundedNetwork(peer)
        return state.withLock { state in
            guard state.total < limits.connections else { return false }
            if let network {
                let count = state.byNetwork[network, default: 0]
                guard count < limits.connectionsPerAddress else { return false }
                state.byNetwork[network] = count + 1
            }
            state.total += 1
            return true
        }
    }

    func leave(_ peer: String?) {
        let network = boundedNetwork(peer)
        state.withLock { state in
            state.total -= 1
            guard let network, let count = state.byNetwork[network] else { return }
            state.byNetwork[network] = count > 1 ? count - 1 : nil
        }
    }

    /// Whose connections are counted; nil for a proxy, which brings many readers over those of one address.
    private func boundedNetwork(_ peer: String?) -> ClientNetwork? {
        guard let peer, !proxies.trusts(peer: peer) else { return nil }
        return ClientNetwork(of: peer)
    }
}

/// Closes a connection whose TLS handshake takes too long: before it, nobody else looks.
private final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let limits: Limits
    private var deadline: Scheduled<Void>?

    init(_ limits: Limits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: .seconds(Int64(limits.headerSeconds))) {
            channel.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event { deadline?.cancel() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }
}
