import NIOCore

/// Sits next to the socket and tells the budget what the client has not taken yet.
final class SendBufferMeter: ChannelDuplexHandler, CheckedEachSecond {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// Whether reading stops while the client takes nothing.
    ///
    /// The handler of HTTP/1.1 sees to that itself.
    var holdsReads = false
    private let loopState: LoopState
    private var holding: SendBufferShare?
    private var context: ChannelHandlerContext?
    /// Bytes that wait in handlers further up, such as those of an HTTP/2 stream whose window is full.
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
        // Nearly always the system has taken everything at once, and asking how much is left costs more than the answer's
        // head. What little may be left of a channel that is still writable is noticed within a second.
        if known > 0 || above > 0 || !context.channel.isWritable { measure() }
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

    /// Counts bytes that wait further up; fewer if negative.
    func count(_ bytes: Int) {
        above += bytes
        measure()
    }

    /// Notices what the socket has sent since the last flush.
    func check() { measure() }

    private func measure() {
        guard let holding, let context else { return }
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let bytes = waiting + above
        // Nearly always the system has taken everything at once.
        guard bytes != known else { return }
        known = bytes
        // Not the loop's clock: within one second it would not tell who takes something from who takes nothing.
        loopState.unsent.change(holding, to: bytes, at: .now())
    }

    func drop() { context?.close(promise: nil) }
}

extension Channel {
    /// Closes at once: no other handler is asked, and nothing more is sent.
    ///
    /// To be called on the channel's event loop.
    func drop() { try? pipeline.syncOperations.handler(type: SendBufferMeter.self).drop() }
}
