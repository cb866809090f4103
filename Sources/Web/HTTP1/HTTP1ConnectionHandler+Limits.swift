import NIOCore

extension HTTP1ConnectionHandler {
    /// Closes the connection if its client is too slow, or gone.
    func check() {
        guard let context else { return }
        let seconds = (loopState.now - since).nanoseconds / 1_000_000_000
        let limits = loopState.limits
        switch state {
        case .closing:
            // Time enough for the last answer to be sent, and then to be taken.
            if seconds > (hasSentAll ? 2 : limits.idleSeconds) { context.close(promise: nil) }
        case .sending:
            // The time begins anew with each piece that the client takes.
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        case .streaming(let stream):
            if !context.channel.isWritable, seconds > limits.idleSeconds { return context.close(promise: nil) }
            stream.beat()
        case _ where !context.channel.isWritable:
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        case .own where pending.readableBytes > 0:
            if seconds > limits.headerSeconds { refuse(.tooSlow(limits), context) }
        case .own:
            if seconds > limits.idleSeconds { closeWhenSent(context) }
        case .waiting(let left, _):
            if left > 0, bodyClock.isTooSlow(at: loopState.now, limits) { context.close(promise: nil) }
        case .handedOver:
            if seconds > limits.idleSeconds { context.close(promise: nil) }
        }
    }

    /// Answers that the request cannot be answered, and closes.
    func refuse(_ error: ErrorAnswer, _ context: ChannelHandlerContext) {
        loopState.requests.refused(.http1, peer: peer, error)
        let bytes = error.encoded(at: loopState.sites.first.clock())
        context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
        closeWhenSent(context)
    }

    /// Sends nothing more, and closes when the client has taken what was sent.
    ///
    /// Reading stays open for a moment. If it were closed at once, bytes that still arrive would make the system
    /// discard an answer that the client has not read yet (RFC 9112 section 9.6).
    func closeWhenSent(_ context: ChannelHandlerContext) {
        switch state {
        case .closing: return
        // Not before the whole page has been written.
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

    /// Hummingbird closes when it is done, while earlier answers of the fast path may still be on their way.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // A connection that was dropped stands here until its handlers are removed; nothing more of it will be sent.
        guard mode != .input, !hasSentAll, context.channel.isActive else {
            return context.close(mode: mode, promise: promise)
        }
        if case .streaming(let stream) = state { stream.end() }
        if mode == .all { closesBoth = true }
        if let closed { closed.futureResult.cascade(to: promise) } else { closed = promise }
        closeWhenSent(context)
    }
}
