import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Synchronization

/// Puts the front door before HTTP's own handlers of each connection of HTTP/1.1.
final class Porter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let lobbies: Lobbies

    init(_ lobbies: Lobbies) {
        self.lobbies = lobbies
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let lobby = lobbies.lobby(of: context.eventLoop)
        do {
            let door = FrontDoor(lobby)
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(OldVersion(), position: .before(codec))
            try pipeline.addHandler(door, position: .before(pipeline.handler(type: HTTPResponseEncoder.self)))
            try pipeline.addHandler(AnswerWatch(door), position: .after(self))
        } catch {
            // Without its door the connection is answered behind, as every other request is.
            context.fireErrorCaught(error)
        }
        pipeline.removeHandler(context: context, promise: nil)
    }
}

/// Answers a request of HTTP/1.0 as that version knows it: without any coding of the transfer (RFC 9112 section 6.1).
///
/// What has no length ends with the connection, and every such connection ends with its answer.
private final class OldVersion: ChannelDuplexHandler {
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

/// The lobby of each event loop; asked once for a connection.
final class Lobbies: Sendable {
    private let site: PublicSite
    private let limits: Limits
    private let unsent: UnsentBudget
    private let lobbies = Mutex<[ObjectIdentifier: NIOLoopBound<Lobby>]>([:])

    init(site: PublicSite, limits: Limits, unsent: UnsentBudget) {
        self.site = site
        self.limits = limits
        self.unsent = unsent
    }

    /// To be called on the loop itself.
    func lobby(of loop: any EventLoop) -> Lobby {
        let bound = lobbies.withLock { lobbies in
            if let known = lobbies[ObjectIdentifier(loop)] { return known }
            let new = NIOLoopBound(Lobby(loop: loop, site: site, limits: limits, unsent: unsent), eventLoop: loop)
            lobbies[ObjectIdentifier(loop)] = new
            return new
        }
        return bound.value
    }
}

/// Tells the front door when an answer given behind has been written to its end.
final class AnswerWatch: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let door: FrontDoor

    init(_ door: FrontDoor) {
        self.door = door
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = door.state {
            // Of what came behind the last request nothing is answered. Not failed: that would close at once, and
            // cut off the last answer.
            promise?.succeed()
            return
        }
        // Whoever is being answered is not idle.
        door.since = door.lobby.now
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // The door closes after the last answer, and an answer that is the last says so (RFC 9112 section 9.6).
            if case .handedOver = door.state, head.status.kind != .informational {
                head.headerFields[.connection] = "close"
            }
            door.isAnswerLast = head.headerFields[.connection] == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            door.answered()
        }
    }
}
