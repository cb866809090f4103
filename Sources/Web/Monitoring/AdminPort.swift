import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import News
public import ServiceLifecycle

/// A port for administrators: live, ready, health and figures, and nothing else.
///
/// It works on event loops alone: neither accepting a connection nor answering waits for a task, so it answers even
/// while every task of the server is blocked. Its address decides who can reach it.
public struct AdminPort: Service {
    private let sites: SiteRouter
    private let host: String
    private let port: Int
    private let onRunning: @Sendable (_ port: Int) -> Void

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
        let sites = sites
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandlers(
                        IdleStateHandler(allTimeout: .seconds(75)),
                        AdminRequestHandler(sites)
                    )
                }
            }
            .bind(host: host, port: port).get()
    }
}

/// Answers the requests of one connection, one after another.
private final class AdminRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let sites: SiteRouter
    private var request: HTTPRequestHead?

    init(_ sites: SiteRouter) {
        self.sites = sites
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): request = head
        case .body: break
        case .end:
            guard let request else { return }
            answer(request, context)
        }
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
        if !request.isKeepAlive { head.headers.add(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        if !request.isKeepAlive {
            let channel = context.channel
            sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    private func namesHost(_ request: HTTPRequestHead) -> Bool {
        let hosts = request.headers["host"]
        if hosts.isEmpty { return request.version != .http1_1 }
        return hosts.count == 1 && RequestHost.isValid(hosts[0].utf8)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
