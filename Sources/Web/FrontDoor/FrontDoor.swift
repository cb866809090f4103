import NIOCore
import NIOHTTP1
import Press

/// Answers kept pages where a connection's bytes come in, ahead of HTTP's own handlers.
///
/// One request after the other is read here. A kept page, a read that a browser tells of and the event stream are
/// answered at once, on the event loop; every other request is handed on, byte for byte, to the handlers behind, and
/// the next one is not looked at before its answer has gone out. So answers keep the order of their requests whoever
/// gives them. A request whose end is not certain is never parted here: with it the connection belongs to the
/// handlers behind, which answer it and close.
final class FrontDoor: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    enum State {
        /// Requests are read here.
        case own
        /// One is being answered behind; this much of its body is still to come.
        case waiting(bodyLeft: Int, isAnswered: Bool)
        /// The last is being answered behind; so many bytes more may come.
        case handedOver(bytesLeft: Int)
        /// An event stream.
        case streaming(EventStream)
        /// The last answer has gone out, or is going.
        case closing
    }

    let lobby: Lobby
    var state = State.own
    /// What has come and was not yet answered or handed on.
    var pending = ByteBuffer()
    /// When the present state began, or when there was last progress in it.
    var since: NIODeadline
    /// Whether the other side will send no more.
    var isInputClosed = false
    /// Whether the server stops: nothing is answered after what is being answered.
    var isQuiescing = false
    private var isServing = false
    private var isReadHeld = false
    /// Whether the answer that is being given behind says that it is the last.
    var isAnswerLast = false
    /// Whether nothing is left to be sent on a connection that is closing.
    var hasSentAll = false
    /// Whether a connection that is closing closes in both directions at once.
    var closesBoth = false
    /// Who waits for it to be closed.
    var closed: EventLoopPromise<Void>?
    private(set) var context: ChannelHandlerContext?
    /// The other end, as ``WebContext/peer`` tells it.
    private(set) var peer: String?

    /// Pipelined bytes that are held while an earlier answer is under way; more stay in the system's buffers.
    static let mostPending = 65_536
    /// Bytes of a beacon's body; a browser sends none.
    static let mostBeacon = 4_096

    init(_ lobby: Lobby) {
        self.lobby = lobby
        since = lobby.now
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = context.remoteAddress?.ipAddress
        lobby.enter(self)
        since = lobby.now
        // The door asks for bytes itself: to ask from the far end of the pipeline each time costs every answer.
        setAutoRead(false, context)
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.read()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        if case .streaming(let stream) = state { stream.end() }
        lobby.leave(self)
    }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch state {
        case .closing, .streaming: return
        case .handedOver(let left):
            guard bytes.readableBytes <= left else { return context.close(promise: nil) }
            state = .handedOver(bytesLeft: left - bytes.readableBytes)
            context.fireChannelRead(wrapInboundOut(bytes))
        case .own, .waiting:
            if pending.readableBytes > 0 {
                pending.writeBuffer(&bytes)
            } else {
                pending = bytes
                // A request's time begins with its first byte.
                if case .own = state { since = lobby.now }
            }
            serve(context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        switch state {
        case .own, .streaming, .closing: break
        case .waiting: context.fireChannelReadComplete()
        case .handedOver: return context.fireChannelReadComplete()
        }
        isReadHeld = holdsEnough(context)
        if !isReadHeld { context.read() }
    }

    /// Whether so much waits for an answer under way that no more need come.
    ///
    /// Where nothing is under way, what waits is the beginning of a request that is not whole.
    private func holdsEnough(_ context: ChannelHandlerContext) -> Bool {
        guard pending.readableBytes >= Self.mostPending else { return false }
        if case .own = state { return !context.channel.isWritable }
        return true
    }

    /// The handlers behind ask for bytes when the connection is theirs; before, they get what they are handed.
    func read(context: ChannelHandlerContext) {
        if case .handedOver = state { context.read() }
    }

    private func setAutoRead(_ isOn: Bool, _ context: ChannelHandlerContext) {
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        since = lobby.now
        if context.channel.isWritable {
            if case .streaming(let stream) = state { stream.flush() }
            serve(context)
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputClosed = true
            switch state {
            case .streaming: context.close(promise: nil)
            // The last answer may be under way; whoever says no more may well listen.
            case .closing: break
            case .handedOver: context.fireUserInboundEventTriggered(event)
            case .own, .waiting: serve(context)
            }
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            switch state {
            case .own: closeWhenSent(context)
            case .streaming(let stream): stream.sayGoodbye()
            case .closing: break
            case .waiting, .handedOver: context.fireUserInboundEventTriggered(event)
            }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Serving

    /// Answers what has come, in order, as far as it can be answered now.
    func serve(_ context: ChannelHandlerContext) {
        guard !isServing else { return }
        isServing = true
        defer { isServing = false }
        while answerWhatCame(context) {}
        // What has been read is let go, so that the next read finds the same memory free.
        if pending.readableBytes == 0 { pending = ByteBuffer() }
        if isReadHeld, !holdsEnough(context) {
            isReadHeld = false
            context.read()
        }
        if isInputClosed, context.channel.isWritable { serveNoMore(context) }
    }

    /// Answers until more has to come or there is no room for an answer; true where room was made by sending.
    private func answerWhatCame(_ context: ChannelHandlerContext) -> Bool {
        var hasWritten = false
        while context.channel.isWritable {
            switch state {
            case .own where pending.readableBytes > 0:
                if takeNext(context, &hasWritten) { continue }
            case .waiting(let left, let isAnswered) where left > 0 && pending.readableBytes > 0:
                passBody(context, left, isAnswered)
                continue
            default: break
            }
            if hasWritten { context.flush() }
            return false
        }
        if hasWritten { context.flush() }
        return hasWritten && context.channel.isWritable
    }

    /// The other side has said all that it will say, and what could be answered of it is answered.
    private func serveNoMore(_ context: ChannelHandlerContext) {
        switch state {
        case .waiting(let left, true) where left > 0:
            // The body's rest will never come, and its request has its answer.
            closeWhenSent(context)
        case .own, .waiting(bodyLeft: 1..., false):
            // What a broken rest means is said behind.
            handOver(context)
        case .waiting, .handedOver, .streaming, .closing: break
        }
    }

    /// Takes one step; false where more has to come first.
    private func takeNext(_ context: ChannelHandlerContext, _ hasWritten: inout Bool) -> Bool {
        switch pending.withUnsafeReadableBytes({ next($0) }) {
        case .wait:
            return false
        case .reply(let reply, let length, let closes):
            pending.moveReaderIndex(forwardBy: length)
            since = lobby.now
            context.write(wrapOutboundOut(.byteBuffer(reply)), promise: nil)
            hasWritten = true
            guard closes else { return true }
            closeWhenSent(context)
            return false
        case .stream(let known, let length):
            pending.moveReaderIndex(forwardBy: length)
            hasWritten = true
            stream(known: known, context)
            return false
        case .pass(let length, let bodyLength):
            guard let head = pending.readSlice(length: length) else { return false }
            state = .waiting(bodyLeft: bodyLength, isAnswered: false)
            since = lobby.now
            context.fireChannelRead(wrapInboundOut(head))
            if bodyLength == 0 || pending.readableBytes == 0 { context.fireChannelReadComplete() }
            return true
        case .handOver:
            handOver(context)
            return false
        case .refuse(let refusal):
            refuse(refusal, context)
            return false
        }
    }

    private func passBody(_ context: ChannelHandlerContext, _ left: Int, _ isAnswered: Bool) {
        guard let body = pending.readSlice(length: min(left, pending.readableBytes)) else { return }
        since = lobby.now
        let rest = left - body.readableBytes
        state = rest == 0 && isAnswered ? .own : .waiting(bodyLeft: rest, isAnswered: isAnswered)
        context.fireChannelRead(wrapInboundOut(body))
        context.fireChannelReadComplete()
    }

    /// From here on the connection belongs to the handlers behind, which close it after the next answer.
    private func handOver(_ context: ChannelHandlerContext) {
        state = .handedOver(bytesLeft: lobby.limits.body + lobby.limits.header)
        since = lobby.now
        let rest = pending
        pending = ByteBuffer()
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
        context.fireChannelReadComplete()
        if isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        setAutoRead(true, context)
    }

    /// The answer that was given behind has been written, to its last byte.
    func answered() {
        guard let context else { return }
        since = lobby.now
        switch state {
        case .waiting where isAnswerLast: closeWhenSent(context)
        case .waiting(let left, _):
            state = left == 0 ? .own : .waiting(bodyLeft: left, isAnswered: true)
            // Not from within the write that ends the answer: its flush comes first.
            let door = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.execute {
                let (door, context) = door.value
                if door.isQuiescing, case .own = door.state { return door.closeWhenSent(context) }
                if context.channel.isActive { door.serve(context) }
            }
        case .handedOver: closeWhenSent(context)
        case .own, .streaming, .closing: break
        }
    }
}
