import NIOCore

/// Goes on accepting connections while those that came are not taken over yet.
///
/// The server takes over each connection in a task, and lets no more than some ten wait for one. But a connection is
/// served from its first byte on its event loop, so it need not wait: where every task is held up by other work, kept
/// pages and addresses for machines are answered all the same. How many connections there may be, `ConnectionLimit` says.
final class UnthrottledAcceptHandler: ChannelInboundHandler {
    typealias InboundIn = Channel

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        context.read()
    }

    /// Stands before whoever holds back the next accepting.
    static func attend(_ server: any Channel) async throws {
        try await server.eventLoop.submit {
            try server.pipeline.syncOperations.addHandler(UnthrottledAcceptHandler(), position: .first)
        }.get()
    }
}
