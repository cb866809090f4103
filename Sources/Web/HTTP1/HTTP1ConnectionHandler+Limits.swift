import NIOCore

extension HTTP1ConnectionHandler {
    /// Looked at each second: whoever is too slow, or gone, gives way.
    func check() {
        guard let context else { return }
        let seconds = (loopState.now - since).nanoseconds / 1_000_000_000
        let limits = loopState.limits
        switch state {
        case .closing:
            // Time enough for the last answer to be sent, and then to be taken.
            if seconds > (hasSentAll ? 2 : limits.idleSeconds) { context.close(promise: nil) }
        case .sending:
            // What is taken moves the time on.
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        case .streaming(let stream):
            if !context.channel.isWritable, seconds > limits.idleSeconds { return context.close(promise: nil) }
            stream.beat()
        case _ where !context.channel.isWritable:
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        case .own where pending.readableBytes > 0:
            if seconds > limits.headerSeconds { refuse(.slow(limits), context) }
        case .own:
            if seconds > limits.idleSeconds { closeWhenSent(context) }
        case .waiting(let left, _):
            if left > 0, bodyClock.isTooSlow(at: loopState.now, limits) { context.close(promise: nil) }
        case .handedOver:
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        }
    }

    func refuse(_ refusal: ErrorAnswer, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.byteBuffer(refusal.written(at: loopState.site.clock()))), promise: nil)
        closeWhenSent(context)
    }

    /// Says nothing more, and closes when the other side has taken what was said.
    ///
    /// The way in stays open for a moment: closed at once, bytes under way would make the system throw away an answer
    /// that was not yet read (RFC 9112 section 9.6).
    func closeWhenSent(_ context: ChannelHandlerContext) {
        switch state {
        case .closing: return
        // Not before the page is whole.
        case .sending(let reader, _): state = .sending(reader, closes: true)
        default: startClosing(context)
        }
    }

    private func startClosing(_ context: ChannelHandlerContext) {
        state = .closing
        pending = ByteBuffer()
        since = loopState.now
        let sent = context.eventLoop.makePromise(of: Void.self)
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        sent.futureResult.whenComplete { _ in
            let (handler, context) = handler.value
            handler.since = handler.loopState.now
            handler.hasSentAll = true
            context.close(mode: handler.isInputClosed || handler.closesBoth ? .all : .output, promise: handler.closed)
        }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: sent)
    }

    /// Closes at once, in the middle of an answer; nothing more is written.
    func breakOff() {
        state = .closing
        pending = ByteBuffer()
        context?.close(promise: nil)
    }

    /// The handlers behind close when they have done; what was answered here before them may still be on its way.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .input || hasSentAll { return context.close(mode: mode, promise: promise) }
        if case .streaming(let stream) = state { stream.end() }
        if mode == .all { closesBoth = true }
        if let closed { closed.futureResult.cascade(to: promise) } else { closed = promise }
        closeWhenSent(context)
    }
}
