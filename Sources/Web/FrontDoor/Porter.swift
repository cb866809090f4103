import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Synchronization

/// Puts the front door into each connection: before HTTP's own handlers for HTTP/1.1, behind them for a stream of
/// HTTP/2, whose bytes are not ours to read.
final class Porter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    /// Nil where there is no front door.
    private let lobbies: Lobbies?

    init(_ lobbies: Lobbies?) {
        self.lobbies = lobbies
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            if let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) {
                try pipeline.addHandler(HostWatch(), position: .after(decoder))
            }
            try addDoor(context)
        } catch {
            // Without its door the connection is answered behind, as every other request is.
            context.fireErrorCaught(error)
        }
        pipeline.removeHandler(context: context, promise: nil)
    }

    private func addDoor(_ context: ChannelHandlerContext) throws {
        guard let lobby = lobbies?.lobby(of: context.eventLoop) else { return }
        let pipeline = context.pipeline.syncOperations
        if let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self) {
            let door = FrontDoor(lobby)
            try pipeline.addHandler(door, position: .before(encoder))
            try pipeline.addHandler(AnswerWatch(door), position: .after(self))
        } else {
            try pipeline.addHandler(StreamDoor(lobby), position: .after(self))
        }
    }
}

/// The lobby of each event loop; asked once for a connection.
final class Lobbies: Sendable {
    private let site: PublicSite
    private let limits: Limits
    private let lobbies = Mutex<[ObjectIdentifier: NIOLoopBound<Lobby>]>([:])

    init(site: PublicSite, limits: Limits) {
        self.site = site
        self.limits = limits
    }

    /// To be called on the loop itself.
    func lobby(of loop: any EventLoop) -> Lobby {
        let bound = lobbies.withLock { lobbies in
            if let known = lobbies[ObjectIdentifier(loop)] { return known }
            let new = NIOLoopBound(Lobby(loop: loop, site: site, limits: limits), eventLoop: loop)
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
