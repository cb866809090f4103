import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import News
import Press

/// Handles one stream of HTTP/2: answers kept pages on the event loop, passes every other request on to Hummingbird,
/// and holds both to the limits.
///
/// A stream carries one request, so there is no order to keep.
final class HTTP2StreamHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        case new
        /// A kept page is on its way.
        case sending(PageReader)
        /// Hummingbird is answering; whether its answer has begun.
        case behind(hasBegun: Bool)
        case answered
        /// The request was refused: the answer is on its way, and what still comes is not looked at.
        case refused
    }

    private let connection: HTTP2ConnectionHandler
    private let openBehind: () throws -> Void
    private var state = State.new
    private var body: RequestBodyTimeout
    /// Bytes that it may have.
    private var mostBody = 0
    private var method: HTTPRequest.Method?
    private var length = ContentLengthCheck()
    /// Whether a page listens for news here.
    private(set) var isEventStream = false
    /// Whether the request has been received to its end.
    private var isWhole = false
    private var isSending = false
    /// Bytes that are written and not yet taken.
    private var unsent = 0
    /// When a byte was last taken.
    private var since: NIODeadline
    private var context: ChannelHandlerContext?
    private var record: RequestRecord?

    private var requests: LoopRequests { loopState.requests }
    private var loopState: LoopState { connection.loopState }
    private var now: Timestamp { loopState.sites.first.clock() }

    /// - Parameters:
    ///   - connection: The handler of the connection.
    ///   - openBehind: Lets Hummingbird answer what is passed on from then.
    init(_ connection: HTTP2ConnectionHandler, openBehind: @escaping () throws -> Void) {
        self.connection = connection
        self.openBehind = openBehind
        since = connection.loopState.now
        body = RequestBodyTimeout(since: connection.loopState.now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let stream = try? context.channel.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)
        connection.enter(self, stream ?? .rootStream)
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
        requests.finish(&record)
        if case .sending(let reader) = state {
            state = .answered
            count(-reader.footprint)
        }
        connection.leave(self)
    }

    /// Whether the client waits for us: an answer is being made, or an event stream waits for news.
    var isBeingAnswered: Bool {
        if case .behind = state { return isWhole && unsent == 0 }
        return false
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request): begin(request, context)
        case .body(let bytes):
            if case .refused = state { return }
            body.take(bytes.readableBytes)
            if body.count > mostBody { return refuse(.bodyTooLarge(mostBody), context) }
            if case .behind = state { context.fireChannelRead(data) }
        case .end(let trailers):
            isWhole = true
            if let trailers, let error = loopState.limits.refusal(of: trailers) { return refuse(error, context) }
            if case .behind = state { context.fireChannelRead(data) }
        }
    }

    private func begin(_ received: HTTPRequest, _ context: ChannelHandlerContext) {
        var request = received
        method = request.method
        mostBody = loopState.limits.mostBody(of: (request.path ?? "").utf8)
        if let error = loopState.limits.refusal(of: request) { return refuse(error, context) }
        if let answer = keptPage(request) {
            record = requests.beginAtOnce(.kept, request, peer: connection.peer)
            return send(answer, to: request, context)
        }
        if let answer = monitoringAnswer(for: request, context) {
            record = requests.beginAtOnce(.machine, request, peer: connection.peer)
            return send(answer, to: request, context)
        }
        record = requests.begin(&request, .http2, peer: connection.peer)
        if request.method == .get, request.path?.prefix(while: { $0 != "?" }) == Address.updates.path[...] {
            guard connection.eventStreams < Limits.mostEventStreams else { return refuse(.listeners, context) }
            isEventStream = true
        }
        do {
            try openBehind()
            state = .behind(hasBegun: false)
            context.fireChannelRead(wrapInboundOut(.head(request)))
        } catch {
            refuse(ErrorAnswer(error), context)
        }
    }

    private func keptPage(_ request: HTTPRequest) -> PageAnswer? {
        guard request.method == .get || request.method == .head, let host = RequestHost(request),
            request.headerFields[.surrogateCapability] == nil, request.headerFields[.contentLength] == nil,
            var target = request.path, let site = loopState.site(of: host.text.utf8),
            let page = target.withUTF8({ site.pages.page(at: UnsafeRawBufferPointer($0)) })
        else { return nil }
        return PageAnswer(
            page,
            for: request.headerFields,
            isSecure: site.site.isSecure,
            away: site.site.secondsAway(),
            now: now
        )
    }

    private func monitoringAnswer(for request: HTTPRequest, _ context: ChannelHandlerContext) -> MonitoringAnswer? {
        guard request.method == .get || request.method == .head, RequestHost(request) != nil,
            request.headerFields[.contentLength] == nil, let target = request.path, target.hasPrefix("/-/")
        else { return nil }
        // Asked of the channel: the context of a stream knows no address and ends the process.
        let isLocal = LocalProgram.isLocal(context.channel.remoteAddress?.ipAddress, request.headerFields)
        return loopState.sites.monitoringAnswer(at: String(target.prefix { $0 != "?" }), isLocal: isLocal)
    }

    private func send(_ answer: MonitoringAnswer, to request: HTTPRequest, _ context: ChannelHandlerContext) {
        var fields = HTTPFields.plain(answer.mediaType)
        fields[.contentLength] = String(answer.text.utf8.count)
        fields[.date] = HTTPDate.write(now)
        state = .answered
        requests.answers(&record, status: answer.status.code)
        context.write(wrapOutboundOut(.head(HTTPResponse(status: answer.status, headerFields: fields))), promise: nil)
        if request.method == .get { write(ByteBuffer(string: answer.text), context, promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        requests.finish(&record)
    }

    private func send(_ answer: PageAnswer, to request: HTTPRequest, _ context: ChannelHandlerContext) {
        var fields = answer.headers
        if answer.status == .ok { fields[.contentLength] = String(answer.length) }
        fields[.date] = HTTPDate.write(now)
        requests.answers(&record, status: answer.status.code)
        context.write(wrapOutboundOut(.head(HTTPResponse(status: answer.status, headerFields: fields))), promise: nil)
        if request.method == .get, answer.status == .ok {
            let reader = answer.reader()
            state = .sending(reader)
            count(reader.footprint)
            sendOn(context)
        } else {
            state = .answered
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            requests.finish(&record)
        }
    }

    /// Sends as much of a page as the client has room for; the rest stays where it is kept.
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
                    requests.finish(&record)
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
        // The request was refused here already.
        guard case .behind = state else {
            promise?.succeed()
            return
        }
        switch unwrapOutboundIn(data) {
        case .body(let bytes):
            guard length.take(bytes.readableBytes) else {
                return breakOff(.reset(code: .internalError), promise, context)
            }
            write(bytes, context, promise: promise)
        case .head(let head) where head.status.kind == .informational: context.write(data, promise: promise)
        case .head(let head):
            state = .behind(hasBegun: true)
            requests.answers(&record, status: head.status.code)
            length = ContentLengthCheck(head, to: method)
            context.write(data, promise: promise)
        case .end:
            guard length.isKept else { return breakOff(.reset(code: .internalError), promise, context) }
            state = .answered
            requests.finish(&record)
            context.write(data, promise: promise)
        }
    }

    /// Resets the stream: only that tells a client that nothing good comes any more.
    private func breakOff(
        _ reset: NIOHTTP2FramePayloadToHTTPEvent,
        _ promise: EventLoopPromise<Void>?,
        _ context: ChannelHandlerContext
    ) {
        state = .answered
        context.triggerUserOutboundEvent(reset, promise: nil)
        promise?.fail(ContentLengthCheck.Broken())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What NIO cannot read as a request is none: nobody waits for its rest (RFC 9113 section 8.1.1).
        switch state {
        case .new where !(error is NIOHTTP2Errors.StreamClosed), .behind where !(error is NIOHTTP2Errors.StreamClosed):
            breakOff(.reset(code: .protocolError), nil, context)
        case .new, .behind, .sending, .answered, .refused: break
        }
        context.fireErrorCaught(error)
    }

    private func write(_ bytes: ByteBuffer, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let length = bytes.readableBytes
        record?.bytes += length
        if unsent == 0 { since = loopState.now }
        count(length)
        let taken = promise ?? context.eventLoop.makePromise()
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        taken.futureResult.whenComplete { _ in
            handler.value.since = handler.value.loopState.now
            handler.value.count(-length)
        }
        context.write(wrapOutboundOut(.body(bytes)), promise: taken)
    }

    private func count(_ bytes: Int) {
        unsent += bytes
        connection.count(bytes)
    }

    /// Looked at each second.
    func check() {
        guard let context else { return }
        if !isWhole, body.isTooSlow(at: loopState.now, loopState.limits) {
            return refuse(.tooSlow(loopState.limits), context)
        }
        let seconds = (loopState.now - since).nanoseconds / 1_000_000_000
        if unsent > 0, seconds > loopState.limits.idleSeconds { context.close(promise: nil) }
    }

    /// Answers why nothing more is read.
    ///
    /// If an answer has begun already, it only ends the stream.
    private func refuse(_ error: ErrorAnswer, _ context: ChannelHandlerContext) {
        switch state {
        case .new, .behind(hasBegun: false):
            state = .refused
            if record == nil { requests.refused(.http2, peer: connection.peer, error) }
            requests.answers(&record, status: error.status.code)
            record?.bytes += error.text.utf8.count
            requests.finish(&record)
            context.write(wrapOutboundOut(.head(error.head(at: now))), promise: nil)
            context.write(wrapOutboundOut(.body(ByteBuffer(string: error.text))), promise: nil)
            // Not before the answer has been written: a reset would overtake its body.
            let sent = context.eventLoop.makePromise(of: Void.self)
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            sent.futureResult.whenSuccess { handler.value.stopReading() }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
        default: context.close(promise: nil)
        }
    }

    /// Tells the client that no more of its request is wanted (RFC 9113 section 8.1).
    private func stopReading() {
        guard let context, !isWhole else { return }
        let enough = NIOHTTP2FramePayloadToHTTPEvent.reset(code: .noError)
        context.triggerUserOutboundEvent(enough, promise: nil)
    }
}
