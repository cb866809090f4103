public import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
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
        let lobbies = Lobbies(site: site, limits: limits)
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
        let admission = Admission(limits: limits, proxies: site.proxies)
        let server = HTTPServerBuilder { responder in
            guard let certificate else {
                return Gate(base: HTTP1Channel(responder: responder, configuration: connection), admission: admission)
            }
            let upgraded = try HTTP2UpgradeChannel(
                tlsConfiguration: certificate.configuration,
                configuration: .init(idleTimeout: .seconds(limits.idleSeconds), streamConfiguration: connection),
                responder: responder
            )
            return Gate(base: upgraded, admission: admission)
        }
        return Application(
            responder: site,
            server: server,
            configuration: .init(address: .hostname(host, port: port), backlog: 1_024),
            onServerRunning: { await onRunning($0.localAddress?.port ?? port) },
            logger: logger
        )
    }
}
