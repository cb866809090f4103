import NIOCore
import NIOHTTP1

/// Answers a request of HTTP/1.0 without chunks, which that version does not know (RFC 9112 section 6.1).
///
/// An answer without a length ends with the connection; every connection of that version closes after its answer.
final class HTTP10ResponseHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var isOld = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { isOld = head.version.major == 1 && head.version.minor == 0 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isOld, case .head(var head) = unwrapOutboundIn(data), !head.headers.contains(name: "content-length"),
            head.status.mayHaveResponseBody
        else { return context.write(data, promise: promise) }
        // NIO's encoder chunks what has no length, unless the answer is of the old version too.
        head.version = .http1_0
        head.headers.remove(name: "transfer-encoding")
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
