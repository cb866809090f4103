import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import News
public import ServiceLifecycle
import Synchronization

/// A port for administrators: live, ready, health and figures, and nothing else.
///
/// It works on event loops alone: neither accepting a connection nor answering waits for a task, so it answers even
/// while every task of the server is blocked. Its address decides who can reach it.
public struct AdminPort: Service {
    private let sites: SiteRouter
    private let host: String
    private let port: Int
    private let onRunning: @Sendable (_ port: Int) -> Void
    /// How long a connection may last; a test that looks at many takes its time.
    var connectionTime = TimeAmount.seconds(20)

    /// - Parameters:
    ///   - sites: The newspapers whose state is told.
    ///   - host: Address to listen on.
    ///   - port: 0 for any free one.
    ///   - onRunning: Called with the port once connections are accepted.
    public init(
        _ sites: SiteRouter,
        host: String,
        port: Int,
        onRunning: @escaping @Sendable (_ port: Int) -> Void
    ) {
        self.sites = sites
        self.host = host
        self.port = port
        self.onRunning = onRunning
    }

    /// Answers until the server stops.
    /// - Throws: `unavailable` if the address cannot be listened on.
    public func run() async throws {
        let channel: any Channel
        do {
            channel = try await bind()
        } catch {
            throw NewsError(
                .unavailable,
                "Cannot listen on \(host), port \(port), for administrators: is another program there, or is it no address of ours?"
            )
        }
        onRunning(channel.localAddress?.port ?? port)
        await withGracefulShutdownHandler {
            try? await channel.closeFuture.get()
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }

    private func bind() async throws -> any Channel {
        let (sites, time) = (sites, connectionTime)
        let places = AdminPlaces()
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                guard places.take(until: channel.closeFuture) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try pipeline.addHandler(AdminRequestHandler(sites, time: time))
                }
            }
            .bind(host: host, port: port).get()
    }
}

/// How many connections the administrators have at once.
private final class AdminPlaces: Sendable {
    /// More than monitors need, and few enough that what all of them are sent is no matter.
    private static let most = 64
    private let taken = Atomic<Int>(0)

    /// Takes a place until the connection has closed; false where there is none.
    func take(until closed: EventLoopFuture<Void>) -> Bool {
        guard taken.add(1, ordering: .relaxed).newValue <= Self.most else {
            taken.subtract(1, ordering: .relaxed)
            return false
        }
        closed.whenComplete { _ in self.taken.subtract(1, ordering: .relaxed) }
        return true
    }
}

/// Answers the one request of a connection of the administrators', at its head, and closes.
///
/// So nobody makes us hold more than one answer for a connection, however many requests or bytes of a body follow.
private final class AdminRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What the client has to take the answer, and to close by itself.
    private static let closingTime = TimeAmount.seconds(2)

    private let sites: SiteRouter
    /// From the first moment of a connection to its last.
    private let time: TimeAmount
    private var isAnswered = false
    private var deadline: Scheduled<Void>?

    init(_ sites: SiteRouter, time: TimeAmount) {
        self.sites = sites
        self.time = time
    }

    func handlerAdded(context: ChannelHandlerContext) {
        closeLater(in: time, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    private func closeLater(in time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
        isAnswered = true
        answer(head, context)
    }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let path = request.uri.prefix { $0 != "?" }
        switch (request.method, sites.answerForAdmin(at: String(path))) {
        case _ where !namesHost(request): refuse(.hostMissing, request, context)
        case (.GET, let answer?), (.HEAD, let answer?):
            send(answer.status, .plain(answer.mediaType), answer.text, request, context)
        case (_, .some): refuse(.notAllowed("GET, HEAD"), request, context)
        case (_, nil): refuse(.notMonitored, request, context)
        }
    }

    private func refuse(_ error: ErrorAnswer, _ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        send(error.status, error.fields, error.text, request, context)
    }

    private func send(
        _ status: HTTPResponse.Status,
        _ fields: HTTPFields,
        _ text: String,
        _ request: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status.code))
        for field in fields { head.headers.add(name: field.name.rawName, value: field.value) }
        head.headers.add(name: "Content-Length", value: String(text.utf8.count))
        head.headers.add(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        // The way in stays open for a moment: closed with bytes unread, the answer would be thrown away with them.
        sent.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
        closeLater(in: Self.closingTime, context)
    }

    private func namesHost(_ request: HTTPRequestHead) -> Bool {
        let hosts = request.headers["host"]
        if hosts.isEmpty { return request.version != .http1_1 }
        return hosts.count == 1 && RequestHost.isValid(hosts[0].utf8)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
