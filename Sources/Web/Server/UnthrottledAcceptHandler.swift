import NIOCore

/// Goes on accepting connections while earlier ones still wait for their task.
///
/// Hummingbird's server gives each connection a task, and stops accepting when about ten wait for one. Here a
/// connection is served on its event loop from its first byte, so it need not wait: even while every task is blocked by
/// other work, kept pages and programs that watch the server are answered. ``ConnectionLimit`` bounds the number of
/// connections.
final class UnthrottledAcceptHandler: ChannelInboundHandler {
    typealias InboundIn = Channel

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        context.read()
    }

    /// Adds it to a listening channel, ahead of the handler that would hold back the next accept.
    static func attend(_ server: any Channel) async throws {
        try await server.eventLoop.submit {
            try server.pipeline.syncOperations.addHandler(UnthrottledAcceptHandler(), position: .first)
        }.get()
    }
}
