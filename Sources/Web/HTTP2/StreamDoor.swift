import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import News
import Press

/// The front door of a stream of HTTP/2: answers kept pages on the event loop, hands every other request on, and sees
/// to it that both keep to the limits.
///
/// A stream carries one request, so there is no order to keep.
final class StreamDoor: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        case new
        /// A kept page is on its way.
        case sending(PageReader)
        /// The request is being answered behind; whether the answer has begun.
        case behind(hasBegun: Bool)
        case answered
    }

    private let keeper: StreamKeeper
    private let openBehind: () throws -> Void
    private var state = State.new
    private var body: BodyClock
    /// Whether the request has come to its end.
    private var isWhole = false
    private var isSending = false
    /// Bytes that are written and not taken.
    private var unsent = 0
    /// When a byte was last taken.
    private var since: NIODeadline
    private var context: ChannelHandlerContext?

    private var lobby: Lobby { keeper.lobby }

    /// - Parameters:
    ///   - keeper: Of the connection.
    ///   - openBehind: Puts those behind into the stream's pipeline.
    init(_ keeper: StreamKeeper, openBehind: @escaping () throws -> Void) {
        self.keeper = keeper
        self.openBehind = openBehind
        since = keeper.lobby.now
        body = BodyClock(since: keeper.lobby.now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let stream = try? context.channel.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)
        keeper.enter(self, stream ?? .rootStream)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        context = nil
        if case .sending(let reader) = state {
            state = .answered
            count(-reader.footprint)
        }
        keeper.leave(self)
    }

    /// Whether it is ours to go on: an answer is being made, or an event stream waits for news.
    var isBeingAnswered: Bool {
        if case .behind = state { return isWhole && unsent == 0 }
        return false
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request): begin(request, data, context)
        case .body(let bytes):
            body.take(bytes.readableBytes)
            if body.count > lobby.limits.body { return refuse(.body(lobby.limits), context) }
            if case .behind = state { context.fireChannelRead(data) }
        case .end:
            isWhole = true
            if case .behind = state { context.fireChannelRead(data) }
        }
    }

    private func begin(_ request: HTTPRequest, _ data: NIOAny, _ context: ChannelHandlerContext) {
        if let refusal = lobby.limits.refusal(of: request) { return refuse(refusal, context) }
        if let answer = keptPage(request) { return send(answer, to: request, context) }
        do {
            try openBehind()
            state = .behind(hasBegun: false)
            context.fireChannelRead(data)
        } catch {
            context.close(promise: nil)
        }
    }

    private func keptPage(_ request: HTTPRequest) -> PageAnswer? {
        guard request.method == .get || request.method == .head,
            request.headerFields[.surrogateCapability] == nil, request.headerFields[.contentLength] == nil,
            var target = request.path,
            let page = target.withUTF8({ lobby.rack.page(at: UnsafeRawBufferPointer($0)) })
        else { return nil }
        return PageAnswer(page, for: request.headerFields, isSecure: lobby.site.isSecure, now: lobby.site.clock())
    }

    private func send(_ answer: PageAnswer, to request: HTTPRequest, _ context: ChannelHandlerContext) {
        var fields = answer.headers
        if answer.status == .ok { fields[.contentLength] = String(answer.length) }
        fields[.date] = HTTPDate.write(lobby.site.clock())
        context.write(wrapOutboundOut(.head(HTTPResponse(status: answer.status, headerFields: fields))), promise: nil)
        if request.method == .get, answer.status == .ok {
            let reader = answer.reader()
            state = .sending(reader)
            count(reader.footprint)
            sendOn(context)
        } else {
            state = .answered
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    /// Sends as much of a page as the client has room for: the rest stays where it is kept.
    private func sendOn(_ context: ChannelHandlerContext) {
        guard !isSending else { return }
        isSending = true
        defer { isSending = false }
        while case .sending(var reader) = state, context.channel.isWritable {
            while context.channel.isWritable {
                guard let piece = reader.next() else {
                    state = .answered
                    count(-reader.footprint)
                    context.write(wrapOutboundOut(.end(nil)), promise: nil)
                    return context.flush()
                }
                write(piece, context, promise: nil)
            }
            state = .sending(reader)
            context.flush()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { sendOn(context) }
        context.fireChannelWritabilityChanged()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // What was refused here is answered.
        guard case .behind = state else {
            promise?.succeed()
            return
        }
        switch unwrapOutboundIn(data) {
        case .body(let bytes): write(bytes, context, promise: promise)
        case .head(let head) where head.status.kind == .informational: context.write(data, promise: promise)
        case .head:
            state = .behind(hasBegun: true)
            context.write(data, promise: promise)
        case .end:
            state = .answered
            context.write(data, promise: promise)
        }
    }

    private func write(_ bytes: ByteBuffer, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let length = bytes.readableBytes
        if unsent == 0 { since = lobby.now }
        count(length)
        let taken = promise ?? context.eventLoop.makePromise()
        let door = NIOLoopBound(self, eventLoop: context.eventLoop)
        taken.futureResult.whenComplete { _ in
            door.value.since = door.value.lobby.now
            door.value.count(-length)
        }
        context.write(wrapOutboundOut(.body(bytes)), promise: taken)
    }

    private func count(_ bytes: Int) {
        unsent += bytes
        keeper.count(bytes)
    }

    /// Looked at each second.
    func check() {
        guard let context else { return }
        if !isWhole, body.isTooSlow(at: lobby.now, lobby.limits) { return refuse(.slow(lobby.limits), context) }
        let seconds = (lobby.now - since).nanoseconds / 1_000_000_000
        if unsent > 0, seconds > lobby.limits.idleSeconds { context.close(promise: nil) }
    }

    /// Says why nothing more is read; where an answer has begun already, only ends the stream.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        switch state {
        case .new, .behind(hasBegun: false):
            state = .answered
            let head = HTTPResponse(status: refusal.status, headerFields: refusal.fields(at: lobby.site.clock()))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(refusal.text)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            // The answer is whole, and no more of the request is wanted (RFC 9113 section 8.1).
            let enough = NIOHTTP2FramePayloadToHTTPEvent.reset(code: .noError)
            context.triggerUserOutboundEvent(enough, promise: nil)
        default: context.close(promise: nil)
        }
    }
}
