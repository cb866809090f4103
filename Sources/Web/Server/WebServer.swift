public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// The server that answers with a responder: readers' side today, the newsroom's beside it.
public enum WebServer {
    /// - Parameters:
    ///   - site: The responder.
    ///   - host: Address to listen on.
    ///   - port: 0 for any free one.
    ///   - certificate: For HTTPS, with HTTP/2 for those who speak it; nil for plain HTTP/1.1.
    ///   - limits: What a client may ask for.
    ///   - hasFrontDoor: Whether kept pages are answered ahead of Hummingbird; false only to compare the two.
    ///   - logger: For the server's own words.
    ///   - onRunning: Told the port when connections are taken.
    public static func application(
        _ site: PublicSite,
        host: String,
        port: Int,
        certificate: Certificate? = nil,
        limits: Limits = Limits(),
        hasFrontDoor: Bool = true,
        logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void
    ) -> Application<PublicSite> {
        let reception = Reception(limits: limits, proxies: site.proxies)
        var site = site
        site.reception = reception
        let lobbies = Lobbies(site: site, limits: limits, unsent: reception.unsent)
        // Idle connections are the front door's to close: the handlers behind it do not see what it answers.
        let connection = HTTP1Channel.Configuration(
            additionalChannelHandlers: [Porter(hasFrontDoor ? lobbies : nil)],
            idleTimeout: hasFrontDoor ? nil : .seconds(Int64(limits.idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.header,
                maxHeaderListSize: limits.header,
                maxHeaderFieldCount: limits.fields
            )
        )
        let security = certificate.map(\.context)
        let server = HTTPServerBuilder { responder in
            Entrance(
                http1: HTTP1Channel(responder: responder, configuration: connection),
                http2: HTTP2Connection(
                    requests: HTTP1Channel(responder: responder),
                    lobbies: lobbies,
                    reception: reception
                ),
                security: security,
                lobbies: lobbies,
                reception: reception
            )
        }
        return Application(
            responder: site,
            server: server,
            configuration: .init(address: .hostname(host, port: port), backlog: 1_024),
            services: [reception],
            onServerRunning: { channel in
                channel.closeFuture.whenComplete { _ in reception.stop() }
                do {
                    try await SteadyAcceptor.attend(channel)
                } catch {
                    logger.debug("The server was closed as it began.", metadata: ["error": "\(error)"])
                }
                await onRunning(channel.localAddress?.port ?? port)
            },
            logger: logger
        )
    }
}
