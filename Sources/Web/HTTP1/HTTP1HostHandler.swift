import NIOCore
import NIOHTTP1

/// Tells those behind what they cannot see any more of a head of HTTP/1: that it names two hosts, or need name none.
final class HTTP1HostHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let hosts = head.headers[canonicalForm: "host"].count
        if hosts > 1 {
            // Which of them is meant nobody can say: it is a request without a host.
            head.headers.remove(name: "host")
        } else if hosts == 0, head.version != .http1_1 {
            // Such clients know of no hosts.
            head.headers.add(name: "Host", value: "localhost")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
