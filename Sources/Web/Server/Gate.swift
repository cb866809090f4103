import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// Lets connections in as long as there is room, in all and for each address.
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
    private let state = Mutex<(total: Int, byAddress: [String: Int])>((0, [:]))

    init(limits: Limits, proxies: TrustedProxies) {
        self.limits = limits
        self.proxies = proxies
    }

    /// Counts a connection in, unless there is no room; then it must not be counted out.
    func admit(_ peer: String?) -> Bool {
        // A proxy brings many readers over the connections of one address.
        let isBounded = !proxies.trusts(peer: peer)
        return state.withLock { state in
            guard state.total < limits.connections else { return false }
            guard isBounded, let peer else {
                state.total += 1
                return true
            }
            let count = state.byAddress[peer, default: 0]
            guard count < limits.connectionsPerAddress else { return false }
            state.total += 1
            state.byAddress[peer] = count + 1
            return true
        }
    }

    func leave(_ peer: String?) {
        state.withLock { state in
            state.total -= 1
            guard let peer, let count = state.byAddress[peer] else { return }
            state.byAddress[peer] = count > 1 ? count - 1 : nil
        }
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
