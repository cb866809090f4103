import NIOCore
import NIOHTTP1

/// Tells those behind what they cannot see any more of a head of HTTP/1: that it names two hosts, or need name none.
final class HTTP1HostHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let hosts = head.headers[canonicalForm: "host"]
        // A target with a scheme names one as well (RFC 9112 section 3.2.2), and no handler behind sees it.
        let target = RequestHost.authority(of: head.uri)
        if hosts.count > 1 || Self.areTwo(hosts.first, target) {
            // Which of them is meant nobody can say: it is a request without a host.
            head.headers.remove(name: "host")
        } else if hosts.isEmpty, head.version != .http1_1 {
            // Such clients know of no hosts.
            head.headers.add(name: "Host", value: target ?? "localhost")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private static func areTwo(_ host: Substring?, _ target: String?) -> Bool {
        guard let host, let target else { return false }
        return host.lowercased() != target.lowercased()
    }
}
