import NIOCore
import NIOTLS

/// Closes a connection whose TLS handshake takes too long, or is unfinished when the server stops.
///
/// No other handler watches the connection before its handshake is done.
final class TLSHandshakeTimeout: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let limits: Limits
    private var deadline: Scheduled<Void>?
    private var isDone = false

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
        switch event {
        case TLSUserEvent.handshakeCompleted:
            isDone = true
            deadline?.cancel()
        case is ChannelShouldQuiesceEvent where !isDone: context.close(promise: nil)
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }
}
