public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// The HTTP server: listens on an address and serves its connections.
public enum WebServer {
    /// - Parameters:
    ///   - sites: The newspapers that it serves.
    ///   - host: Address to listen on.
    ///   - port: 0 for any free one.
    ///   - certificate: For HTTPS, with HTTP/2 for clients that speak it; nil for plain HTTP/1.1.
    ///   - limits: What a client may ask for.
    ///   - hasFastPath: Whether kept pages are answered ahead of Hummingbird; false only to compare the two.
    ///   - accessLog: Where each request is written down, if anywhere.
    ///   - logger: For what the server itself has to report.
    ///   - onRunning: Called with the port once connections are accepted.
    public static func application(
        _ sites: SiteRouter,
        host: String,
        port: Int,
        certificate: TLSCertificate? = nil,
        limits: Limits = Limits(),
        hasFastPath: Bool = true,
        accessLog: AccessLog? = nil,
        logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void
    ) -> Application<SiteRouter> {
        let registry = ConnectionRegistry(limits: limits, proxies: sites.first.proxies, accessLog: accessLog)
        let sites = sites.served(by: registry)
        let loopStates = LoopStates(sites: sites, limits: limits, registry: registry)
        // The fast path closes idle connections: the handlers behind it do not see what it answers.
        let connection = HTTP1Channel.Configuration(
            additionalChannelHandlers: [HTTP1PipelineSetup(sites, hasFastPath ? loopStates : nil)],
            idleTimeout: hasFastPath ? nil : .seconds(Int64(limits.idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.header,
                maxHeaderListSize: limits.header,
                maxHeaderFieldCount: limits.fields
            )
        )
        let security = certificate.map(\.context)
        let server = HTTPServerBuilder { responder in
            ConnectionSetup(
                http1: HTTP1Channel(responder: responder, configuration: connection),
                http2: HTTP2PipelineSetup(
                    requests: HTTP1Channel(responder: responder),
                    loopStates: loopStates,
                    registry: registry
                ),
                security: security,
                loopStates: loopStates,
                registry: registry
            )
        }
        return Application(
            responder: sites,
            server: server,
            configuration: .init(address: .hostname(host, port: port), backlog: 1_024),
            services: [registry],
            onServerRunning: { channel in
                channel.closeFuture.whenComplete { _ in registry.stop() }
                do {
                    try await UnthrottledAcceptHandler.attend(channel)
                } catch {
                    logger.debug("The server was closed as it began.", metadata: ["error": "\(error)"])
                }
                await onRunning(channel.localAddress?.port ?? port)
            },
            logger: logger
        )
    }
}
