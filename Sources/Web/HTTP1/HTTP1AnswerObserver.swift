import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells the connection handler when an answer of Hummingbird's has been written to its end.
final class HTTP1AnswerObserver: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let handler: HTTP1ConnectionHandler

    init(_ handler: HTTP1ConnectionHandler) {
        self.handler = handler
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = handler.state {
            // Nothing that came after the last request is answered. The write does not fail: that would close at once,
            // and cut off the last answer.
            promise?.succeed()
            return
        }
        // A client that is being answered is not idle.
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
