public import Hummingbird
public import Logging

/// The server that answers with a responder: readers' side today, the newsroom's beside it.
public enum WebServer {
    /// - Parameters:
    ///   - site: The responder.
    ///   - host: Address to listen on.
    ///   - port: 0 for any free one.
    ///   - logger: For the server's own words.
    ///   - onRunning: Told the port when connections are taken.
    public static func application(
        _ site: PublicSite,
        host: String,
        port: Int,
        logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void
    ) -> Application<PublicSite> {
        Application(
            responder: site,
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: .init(address: .hostname(host, port: port), backlog: 1_024),
            onServerRunning: { await onRunning($0.localAddress?.port ?? port) },
            logger: logger
        )
    }
}
