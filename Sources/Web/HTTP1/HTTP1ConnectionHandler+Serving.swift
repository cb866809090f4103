import HTTPTypes
import NIOCore
import Press

extension HTTP1ConnectionHandler {
    /// Answers what has been received, in order, as far as it can be answered now.
    func serve(_ context: ChannelHandlerContext) {
        guard !isServing else { return }
        isServing = true
        defer { isServing = false }
        while answerWhatCame(context) {}
        // Bytes that are done with are released, so that the next read can use the same memory.
        if pending.readableBytes == 0 { pending = ByteBuffer() }
        if isReadHeld, !holdsEnough(context) {
            isReadHeld = false
            context.read()
        }
        if isInputClosed, context.channel.isWritable { serveNoMore(context) }
    }

    /// Answers until more bytes are needed or there is no room for an answer; true if sending has made room again.
    private func answerWhatCame(_ context: ChannelHandlerContext) -> Bool {
        var hasWritten = false
        while context.channel.isWritable {
            switch state {
            case .own where pending.readableBytes > 0:
                if takeNext(context, &hasWritten) { continue }
            case .waiting(let left, let isAnswered) where left > 0 && pending.readableBytes > 0:
                passBody(context, left, isAnswered)
                continue
            case .sending(let reader, let closes):
                if sendPiece(of: reader, closes, context) { hasWritten = true }
                continue
            default: break
            }
            if hasWritten { context.flush() }
            return false
        }
        if hasWritten { context.flush() }
        return hasWritten && context.channel.isWritable
    }

    /// Sends a long page's next piece; false at its end.
    private func sendPiece(of page: PageReader, _ closes: Bool, _ context: ChannelHandlerContext) -> Bool {
        var page = page
        guard let piece = page.next() else {
            state = .own
            since = loopState.now
            if closes { closeWhenSent(context) }
            return false
        }
        state = .sending(page, closes: closes)
        context.write(wrapOutboundOut(.byteBuffer(piece)), promise: nil)
        return true
    }

    /// The client sends no more, and what could be answered is answered.
    private func serveNoMore(_ context: ChannelHandlerContext) {
        switch state {
        case .waiting(let left, true) where left > 0:
            // The rest of the body will never come, and its request is answered.
            closeWhenSent(context)
        case .own, .waiting(bodyLeft: 1..., false):
            // Hummingbird knows what to say to a request that breaks off.
            handOver(context)
        case .waiting, .handedOver, .sending, .streaming, .closing: break
        }
    }

    private func passBody(_ context: ChannelHandlerContext, _ left: Int, _ isAnswered: Bool) {
        guard let body = pending.readSlice(length: min(left, pending.readableBytes)) else { return }
        since = loopState.now
        bodyClock.take(body.readableBytes)
        let rest = left - body.readableBytes
        state = rest == 0 && isAnswered ? .own : .waiting(bodyLeft: rest, isAnswered: isAnswered)
        context.fireChannelRead(wrapInboundOut(body))
        context.fireChannelReadComplete()
    }

    /// Gives the connection to Hummingbird for good, which closes it after the next answer.
    func handOver(_ context: ChannelHandlerContext) {
        let limits = loopState.limits
        // The line of the request is there: what it asks for stands behind its first space.
        let target = pending.readableBytesView.prefix(limits.requestLine).drop { $0 != 0x20 }.dropFirst()
        let mostBody = limits.mostBody(of: target.prefix { $0 != 0x20 })
        state = .handedOver(bytesLeft: mostBody + limits.header)
        since = loopState.now
        let rest = pending
        pending = ByteBuffer()
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
        context.fireChannelReadComplete()
        if isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        setAutoRead(true, context)
    }

    /// The head of Hummingbird's answer has been written.
    func answers(with head: HTTPResponse, to method: HTTPRequest.Method?) {
        isAnswerEndless =
            method != .head && head.headerFields[.contentType] == EventStreamText.headers[.contentType]
        // Whoever says no more and asks for news is gone: no end of an answer would ever tell us.
        if isAnswerEndless, isInputClosed { context?.close(promise: nil) }
    }

    /// Hummingbird's answer has been written, to its last byte.
    func answered() {
        guard let context else { return }
        since = loopState.now
        isAnswerEndless = false
        switch state {
        case .waiting where isAnswerLast || isQuiescing: closeWhenSent(context)
        case .waiting(let left, _):
            state = left == 0 ? .own : .waiting(bodyLeft: left, isAnswered: true)
            // Not within the write that ends the answer: its flush must come first.
            let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.execute {
                let (handler, context) = handler.value
                if handler.isQuiescing, case .own = handler.state { return handler.closeWhenSent(context) }
                if context.channel.isActive { handler.serve(context) }
            }
        case .handedOver: closeWhenSent(context)
        case .own, .sending, .streaming, .closing: break
        }
    }
}
