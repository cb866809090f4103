import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells the connection handler when an answer given behind has been written to its end.
final class HTTP1AnswerObserver: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let handler: HTTP1ConnectionHandler

    init(_ handler: HTTP1ConnectionHandler) {
        self.handler = handler
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = handler.state {
            // Of what came behind the last request nothing is answered. Not failed: that would close at once, and
            // cut off the last answer.
            promise?.succeed()
            return
        }
        // Whoever is being answered is not idle.
        handler.since = handler.loopState.now
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // The handler closes after the last answer, and an answer that is the last says so (RFC 9112 section 9.6).
            if case .handedOver = handler.state, head.status.kind != .informational {
                head.headerFields[.connection] = "close"
            }
            handler.isAnswerLast = head.headerFields[.connection] == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            handler.answered()
        }
    }
}
