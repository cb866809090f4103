import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// Sets up each new connection: admits or closes it, adds TLS if there is a certificate, and serves the version of HTTP
/// that the client chose.
///
/// The connection is served from here on, whether or not Hummingbird's server still hears of it. If its channel were
/// only handed over, a connection that arrives while the server stops would be dropped, and a dropped `NIOAsyncChannel`
/// ends the process.
struct ConnectionSetup: ServerChildChannel {
    struct Connection: ServerChildChannelValue {
        let channel: any Channel
    }

    let http1: HTTP1Channel
    let http2: HTTP2PipelineSetup
    /// Nil for plain HTTP/1.1.
    let security: NIOSSLContext?
    let loopStates: LoopStates
    let registry: ConnectionRegistry

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        guard registry.admit(channel) else {
            logger.debug("No room for another connection, or no time.")
            channel.close(promise: nil)
            return channel.eventLoop.makeSucceededFuture(Connection(channel: channel))
        }
        do {
            let meter = SendBufferMeter(loopStates.state(of: channel.eventLoop))
            try channel.pipeline.syncOperations.addHandler(meter)
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        let served = security.map { secure(channel, $0, logger) } ?? serve(channel, logger)
        return served.map { Connection(channel: channel) }
    }

    /// Lets the server wait until the connection closes; the work is done elsewhere.
    func handle(value: Connection, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            // The time for stopping is up: a client that takes nothing is not waited for.
            value.channel.eventLoop.execute { value.channel.drop() }
        }
    }

    private func secure(_ channel: any Channel, _ security: NIOSSLContext, _ logger: Logger) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NIOSSLServerHandler(context: security))
            try pipeline.addHandler(TLSHandshakeTimeout(registry.limits))
            try pipeline.addHandler(
                ApplicationProtocolNegotiationHandler { negotiated, channel in
                    switch negotiated {
                    case .negotiated("h2"): serveStreams(channel, logger)
                    case .negotiated("http/1.1"), .fallback: serve(channel, logger)
                    case .negotiated: channel.close()
                    }
                }
            )
        }
    }

    private func serve(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Void> {
        http1.setup(channel: channel, logger: logger).map { [http1, registry] requests in
            registry.answer { await http1.handle(value: requests, logger: logger) }
        }
    }

    private func serveStreams(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture { try http2.serve(channel, logger) }
    }
}
