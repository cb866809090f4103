import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import News
public import ServiceLifecycle

/// A port for those who run the server: live, ready, health and figures, and nothing else.
///
/// It stands on the event loops alone: neither taking a connection nor answering waits for a task, so that it answers
/// also while every task of the server is held up. Who may reach it is decided by the address that it listens on.
public struct AdminPort: Service {
    private let site: PublicSite
    private let host: String
    private let port: Int
    private let onRunning: @Sendable (_ port: Int) -> Void

    /// - Parameters:
    ///   - site: Whose state is told.
    ///   - host: Address to listen on.
    ///   - port: 0 for any free one.
    ///   - onRunning: Told the port when connections are taken.
    public init(
        _ site: PublicSite,
        host: String,
        port: Int,
        onRunning: @escaping @Sendable (_ port: Int) -> Void
    ) {
        self.site = site
        self.host = host
        self.port = port
        self.onRunning = onRunning
    }

    /// Answers until the server stops.
    /// - Throws: `unavailable` where the address cannot be listened on.
    public func run() async throws {
        let channel: any Channel
        do {
            channel = try await bind()
        } catch {
            throw NewsError(
                .unavailable,
                "Cannot listen on \(host), port \(port), for --admin: is another program there, or is it no address of ours?"
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
        let site = site
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandlers(
                        IdleStateHandler(allTimeout: .seconds(75)),
                        AdminRequestHandler(site)
                    )
                }
            }
            .bind(host: host, port: port).get()
    }
}

/// Answers one request after the other on a connection of the administrators'.
private final class AdminRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: PublicSite
    private var request: HTTPRequestHead?

    init(_ site: PublicSite) {
        self.site = site
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
        let answer: MonitoringAnswer
        switch (request.method, site.answerForAdmin(at: String(path))) {
        case _ where !namesHost(request): answer = MonitoringAnswer(status: .badRequest, text: RequestHost.complaint)
        case (.GET, let found?), (.HEAD, let found?): answer = found
        case (_, .some): answer = MonitoringAnswer(status: .methodNotAllowed, text: "This address answers GET, HEAD.\n")
        case (_, nil):
            answer = MonitoringAnswer(status: .notFound, text: "Here are /-/live, /-/ready, /-/health, /-/metrics.\n")
        }
        var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status.code))
        for field in HTTPFields.plain(answer.mediaType) {
            head.headers.add(name: field.name.rawName, value: field.value)
        }
        head.headers.add(name: "Content-Length", value: String(answer.text.utf8.count))
        if answer.status == .methodNotAllowed { head.headers.add(name: "Allow", value: "GET, HEAD") }
        if !request.isKeepAlive { head.headers.add(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.text)))), promise: nil)
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
