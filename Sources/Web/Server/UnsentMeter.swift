import NIOCore

/// Stands next to the socket and tells the budget what the client has not taken.
final class UnsentMeter: ChannelDuplexHandler, Watched {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// Whether nothing is read from a client that takes nothing; the front door of HTTP/1.1 sees to that itself.
    var holdsReads = false
    private let lobby: Lobby
    private var holding: Holding?
    private var context: ChannelHandlerContext?
    /// Bytes that wait further up, such as a stream's for its window.
    private var above = 0
    private var known = 0
    private var isReadHeld = false

    init(_ lobby: Lobby) {
        self.lobby = lobby
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        lobby.enter(self)
        let meter = NIOLoopBound(self, eventLoop: context.eventLoop)
        holding = lobby.unsent.open { [loop = context.eventLoop] in loop.execute { meter.value.drop() } }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        lobby.leave(self)
        if let holding { lobby.unsent.close(holding) }
        holding = nil
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        measure()
    }

    func read(context: ChannelHandlerContext) {
        isReadHeld = holdsReads && !context.channel.isWritable
        if !isReadHeld { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        measure()
        if isReadHeld { read(context: context) }
        context.fireChannelWritabilityChanged()
    }

    /// Counts what waits further up.
    func count(_ bytes: Int) {
        above += bytes
        measure()
    }

    /// Sees what the socket has taken by itself.
    func check() { measure() }

    private func measure() {
        guard let holding, let context else { return }
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let bytes = waiting + above
        // Nearly every answer is taken at once.
        guard bytes != known else { return }
        known = bytes
        lobby.unsent.change(holding, to: bytes, at: lobby.now)
    }

    func drop() { context?.close(promise: nil) }
}

extension Channel {
    /// Closes without waiting for anybody: no other handler is asked, and nothing more is sent; on its own loop.
    func drop() { try? pipeline.syncOperations.handler(type: UnsentMeter.self).drop() }
}
