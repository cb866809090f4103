import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Synchronization

/// Puts the connection handler before HTTP's own handlers of each connection of HTTP/1.1.
final class HTTP1PipelineSetup: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    /// Nil where there is no connection handler.
    private let loopStates: LoopStates?

    init(_ loopStates: LoopStates?) {
        self.loopStates = loopStates
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            if let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) {
                try pipeline.addHandler(HTTP1HostHandler(), position: .after(decoder))
            }
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(HTTP10ResponseHandler(), position: .before(codec))
            try addDoor(context)
        } catch {
            // Without its handler the connection is answered behind, as every other request is.
            context.fireErrorCaught(error)
        }
        pipeline.removeHandler(context: context, promise: nil)
    }

    private func addDoor(_ context: ChannelHandlerContext) throws {
        guard let loopState = loopStates?.state(of: context.eventLoop) else { return }
        let pipeline = context.pipeline.syncOperations
        let handler = HTTP1ConnectionHandler(loopState)
        try pipeline.addHandler(handler, position: .before(pipeline.handler(type: HTTPResponseEncoder.self)))
        try pipeline.addHandler(HTTP1AnswerObserver(handler), position: .after(self))
    }
}

/// Answers a request of HTTP/1.0 as that version knows it: without any coding of the transfer (RFC 9112 section 6.1).
///
/// What has no length ends with the connection, and every such connection ends with its answer.
private final class HTTP10ResponseHandler: ChannelDuplexHandler {
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

/// The loopState of each event loop; asked once for a connection.
final class LoopStates: Sendable {
    private let site: PublicSite
    private let limits: Limits
    private let unsent: SendBufferBudget
    private let loopStates = Mutex<[ObjectIdentifier: NIOLoopBound<LoopState>]>([:])

    init(site: PublicSite, limits: Limits, unsent: SendBufferBudget) {
        self.site = site
        self.limits = limits
        self.unsent = unsent
    }

    /// To be called on the loop itself.
    func state(of loop: any EventLoop) -> LoopState {
        let bound = loopStates.withLock { loopStates in
            if let known = loopStates[ObjectIdentifier(loop)] { return known }
            let new = NIOLoopBound(LoopState(loop: loop, site: site, limits: limits, unsent: unsent), eventLoop: loop)
            loopStates[ObjectIdentifier(loop)] = new
            return new
        }
        return bound.value
    }
}

/// Tells the connection handler when an answer given behind has been written to its end.
final class HTTP1AnswerObserver: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let handler: HTTP1ConnectionHandler

    init(_ handler: HTTP1ConnectionHandler) {
        self.handler = handler
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = handler.state {
            // Of what came behind the last request nothing is answered. Not failed: that would close at once, and
            // cut off the last answer.
            promise?.succeed()
            return
        }
        // Whoever is being answered is not idle.
        handler.since = handler.loopState.now
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // The handler closes after the last answer, and an answer that is the last says so (RFC 9112 section 9.6).
            if case .handedOver = handler.state, head.status.kind != .informational {
                head.headerFields[.connection] = "close"
            }
            handler.isAnswerLast = head.headerFields[.connection] == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            handler.answered()
        }
    }
}
