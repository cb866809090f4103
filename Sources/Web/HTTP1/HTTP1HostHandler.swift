import NIOCore
import NIOHTTP1

/// Sees to it that Hummingbird reads the host of a request of HTTP/1 as it is meant: by itself it would take the first
/// of several fields, and not see that the target names a host, or that a client of HTTP/1.0 need name none.
final class HTTP1HostHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let hosts = head.headers["host"]
        let named = RequestHost.named(inTarget: head.uri)
        if hosts.count > 1 {
            // Nobody can say which of them is meant, so it counts as a request without a host.
            head.headers.remove(name: "host")
        } else if let host = hosts.first {
            if let named, RequestHost.isValid(host.utf8) { head.headers.replaceOrAdd(name: "Host", value: named) }
        } else if head.version != .http1_1 {
            // Clients of that version need name no host.
            head.headers.add(name: "Host", value: named ?? "localhost")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
