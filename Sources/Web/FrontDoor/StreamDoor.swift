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
        guard case .head(let request) = unwrapInboundIn(data), let response = answer(request, context) else {
            return context.fireChannelRead(data)
        }
        hasAnswered = true
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if let body = response.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private typealias Reply = (head: HTTPResponse, body: ByteBuffer?)

    private func answer(_ request: HTTPRequest, _ context: ChannelHandlerContext) -> Reply? {
        guard request.method == .get || request.method == .head, Authority.isValid(request),
            request.headerFields[.surrogateCapability] == nil, request.headerFields[.contentLength] == nil,
            var target = request.path
        else { return nil }
        if let page = target.withUTF8({ lobby.rack.page(at: UnsafeRawBufferPointer($0)) }) {
            return reply(page, request)
        }
        guard target.hasPrefix("/-/") else { return nil }
        // Of the channel, not of the context: a stream's context knows no address and ends the process.
        let isNear = Nearness.isNear(context.channel.remoteAddress?.ipAddress, request.headerFields)
        return lobby.site.word(at: String(target.prefix { $0 != "?" }), isNear: isNear).map { reply($0, request) }
    }

    private func reply(_ page: PressedPage, _ request: HTTPRequest) -> Reply {
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

    private func reply(_ word: Word, _ request: HTTPRequest) -> Reply {
        var fields = HTTPFields.plain(word.mediaType)
        fields[.contentLength] = String(word.text.utf8.count)
        fields[.date] = HTTPDate.write(lobby.site.clock())
        let body = request.method == .get ? ByteBuffer(string: word.text) : nil
        return (HTTPResponse(status: word.status, headerFields: fields), body)
    }
}
