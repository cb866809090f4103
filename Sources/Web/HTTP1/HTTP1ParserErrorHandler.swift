import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import News

/// Puts a sentence into the answer to what cannot be read as HTTP/1: Hummingbird's own has none.
final class HTTP1ParserErrorHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let clock: @Sendable () -> Timestamp
    private var hasFailed = false

    init(clock: @escaping @Sendable () -> Timestamp) {
        self.clock = clock
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError { hasFailed = true }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // Answers to earlier requests come first. Our own answers with that status have a sentence.
        guard hasFailed, case .head(let head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentLength] == "0"
        else { return context.write(data, promise: promise) }
        let answer = ErrorAnswer.unreadable
        var worded = answer.head(at: clock())
        worded.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(worded)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(string: answer.text))), promise: promise)
    }
}
