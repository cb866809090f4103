import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import News
import Press

/// The front door of a stream of HTTP/2: answers kept pages on the event loop, hands every other request on.
///
/// A stream carries one request, so there is no order to keep.
final class StreamDoor: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let lobby: Lobby
    private var hasAnswered = false

    init(_ lobby: Lobby) {
        self.lobby = lobby
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if hasAnswered { return }
        guard case .head(let request) = unwrapInboundIn(data), let response = answer(request) else {
            return context.fireChannelRead(data)
        }
        hasAnswered = true
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if let body = response.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func answer(_ request: HTTPRequest) -> (head: HTTPResponse, body: ByteBuffer?)? {
        guard request.method == .get || request.method == .head,
            request.headerFields[.surrogateCapability] == nil, request.headerFields[.contentLength] == nil,
            var target = request.path
        else { return nil }
        let page = target.withUTF8 { lobby.rack.page(at: UnsafeRawBufferPointer($0)) }
        guard let page else { return nil }
        let now = lobby.site.clock()
        let answer = PageAnswer(page, for: request.headerFields, isSecure: lobby.site.isSecure, now: now)
        var fields = answer.headers
        if answer.status == .ok { fields[.contentLength] = String(answer.body.readableBytes) }
        fields[.date] = HTTPDate.write(now)
        return (
            HTTPResponse(status: answer.status, headerFields: fields),
            request.method == .get && answer.status == .ok ? answer.body : nil
        )
    }
}
