import NIOCore

/// Stands next to the socket and tells the budget what the client has not taken.
final class SendBufferMeter: ChannelDuplexHandler, CheckedEachSecond {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// Whether nothing is read from a client that takes nothing; the handler of HTTP/1.1 sees to that itself.
    var holdsReads = false
    private let loopState: LoopState
    private var holding: SendBufferShare?
    private var context: ChannelHandlerContext?
    /// Bytes that wait further up, such as a stream's for its window.
    private var above = 0
    private var known = 0
    private var isReadHeld = false

    init(_ loopState: LoopState) {
        self.loopState = loopState
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loopState.enter(self)
        let meter = NIOLoopBound(self, eventLoop: context.eventLoop)
        holding = loopState.unsent.open { [loop = context.eventLoop] in loop.execute { meter.value.drop() } }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        loopState.leave(self)
        if let holding { loopState.unsent.close(holding) }
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
        loopState.unsent.change(holding, to: bytes, at: loopState.now)
    }

    func drop() { context?.close(promise: nil) }
}

extension Channel {
    /// Closes without waiting for anybody: no other handler is asked, and nothing more is sent; on its own loop.
    func drop() { try? pipeline.syncOperations.handler(type: SendBufferMeter.self).drop() }
}
