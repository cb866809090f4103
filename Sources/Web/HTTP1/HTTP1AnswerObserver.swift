import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells the connection handler when an answer of Hummingbird's has been written to its end, and holds it to its length.
final class HTTP1AnswerObserver: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let handler: HTTP1ConnectionHandler
    /// Of the request that is being answered.
    private var method: HTTPRequest.Method?
    private var length = ContentLengthCheck()
    private var record: RequestRecord?
    private var requests: LoopRequests { handler.loopState.requests }

    init(_ handler: HTTP1ConnectionHandler) {
        self.handler = handler
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var request) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        var begun = requests.begin(&request, .http1, peer: handler.peer)
        if handler.isHTTP10 { begun.entry?.version = "HTTP/1.0" }
        // The next one may be there before this one is answered.
        if method == nil { (method, record) = (request.method, begun) }
        context.fireChannelRead(wrapInboundOut(.head(request)))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        requests.finish(&record)
    }

    /// An answer begins; where no request could be read, it says just that.
    private func begins(_ status: HTTPResponse.Status) {
        if record == nil { record = requests.unreadable(.http1, peer: handler.peer) }
        requests.answers(&record, status: status.code)
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
            if head.status.kind != .informational {
                length = ContentLengthCheck(head, to: method)
                begins(head.status)
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            handler.answers(with: head, to: method)
        case .body(let bytes):
            guard length.take(bytes.readableBytes) else { return breakOff(promise) }
            record?.bytes += bytes.readableBytes
            context.write(data, promise: promise)
        case .end:
            guard length.isKept else { return breakOff(promise) }
            method = nil
            requests.finish(&record)
            context.write(data, promise: promise)
            handler.answered()
        }
    }

    /// Only the end of the connection tells a client that the answer is not whole.
    private func breakOff(_ promise: EventLoopPromise<Void>?) {
        handler.breakOff()
        promise?.fail(ContentLengthCheck.Broken())
    }
}
