import NIOCore
import Press

/// Reads the requests of one connection of HTTP/1.1, and answers kept pages at once, ahead of Hummingbird: the fast
/// path.
///
/// One request after another is read here. A kept page, a read that a browser tells of and the event stream are
/// answered at once, on the event loop. Every other request is passed on, byte for byte, to Hummingbird's handlers
/// further down the pipeline, and the next one is not looked at before that answer has gone out. So answers keep the
/// order of their requests, whoever gives them. If a request's end is ambiguous, Hummingbird gets the connection,
/// answers and closes it.
final class HTTP1ConnectionHandler: ChannelDuplexHandler, CheckedEachSecond {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    enum State {
        /// Requests are read here.
        case own
        /// Hummingbird is answering one; this much of its body is still to come.
        case waiting(bodyLeft: Int, isAnswered: Bool)
        /// Hummingbird is answering the last one; so many more bytes may come.
        case handedOver(bytesLeft: Int)
        /// A long page is on its way, as fast as the client takes it.
        case sending(PageReader, closes: Bool)
        /// An event stream.
        case streaming(HTTP1EventStream)
        /// The last answer has been written.
        case closing
    }

    let loopState: LoopState
    var state = State.own
    /// Bytes received and not yet answered or passed on.
    var pending = ByteBuffer()
    /// When the present state began, or when there was last progress in it.
    var since: NIODeadline
    /// Limits the time of the body that is being passed on.
    var bodyClock: RequestBodyTimeout
    /// Whether the client has said that it sends no more.
    var isInputClosed = false
    /// Whether the server stops: after the present answer there is no other.
    var isQuiescing = false
    var isServing = false
    var isReadHeld = false
    /// Whether Hummingbird's present answer says that it is the last.
    var isAnswerLast = false
    /// Whether the answer that is being given behind is an event stream, which has no end of its own.
    var isAnswerEndless = false
    /// Whether the request that is answered behind is of HTTP/1.0.
    var isHTTP10 = false
    /// Whether nothing is left to be sent on a connection that is closing.
    var hasSentAll = false
    /// Whether a connection that is closing closes in both directions at once.
    var closesBoth = false
    /// For whoever waits until it is closed.
    var closed: EventLoopPromise<Void>?
    private(set) var context: ChannelHandlerContext?
    /// The client's address, as in ``WebContext/peer``.
    private(set) var peer: String?

    /// Pipelined bytes that are held while an earlier answer is under way; more stay in the system's buffers.
    static let mostPending = 65_536
    /// Bytes of a beacon's body; a browser sends none.
    static let mostBeacon = 4_096

    init(_ loopState: LoopState) {
        self.loopState = loopState
        since = loopState.now
        bodyClock = RequestBodyTimeout(since: loopState.now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = context.remoteAddress?.ipAddress
        loopState.enter(self)
        since = loopState.now
        // This handler asks for bytes itself: NIO would ask from the far end of the pipeline, at a cost to every
        // answer.
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
        // Whoever waits for the end of what was being sent waits for nothing more.
        closed?.succeed()
        closed = nil
        context.fireChannelInactive()
    }

    private func leave() {
        if case .streaming(let stream) = state { stream.end() }
        loopState.leave(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch state {
        case .closing, .streaming: return
        case .handedOver(let left):
            guard bytes.readableBytes <= left else { return context.close(promise: nil) }
            state = .handedOver(bytesLeft: left - bytes.readableBytes)
            context.fireChannelRead(wrapInboundOut(bytes))
        case .own, .waiting, .sending:
            if pending.readableBytes > 0 {
                pending.writeBuffer(&bytes)
            } else {
                pending = bytes
                // A request's time begins with its first byte.
                if case .own = state { since = loopState.now }
            }
            serve(context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        switch state {
        case .own, .sending, .streaming, .closing: break
        case .waiting: context.fireChannelReadComplete()
        case .handedOver: return context.fireChannelReadComplete()
        }
        isReadHeld = holdsEnough(context)
        if !isReadHeld { context.read() }
    }

    /// Whether so much waits behind the present answer that no more need be read.
    ///
    /// Without a present answer, what waits is the beginning of a request, and the rest of it is needed.
    func holdsEnough(_ context: ChannelHandlerContext) -> Bool {
        guard pending.readableBytes >= Self.mostPending else { return false }
        if case .own = state { return !context.channel.isWritable }
        return true
    }

    /// Hummingbird asks for bytes once the connection is its own; before that, it gets what it is passed.
    func read(context: ChannelHandlerContext) {
        if case .handedOver = state { context.read() }
    }

    func setAutoRead(_ isOn: Bool, _ context: ChannelHandlerContext) {
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        since = loopState.now
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
            case .waiting where isAnswerEndless, .handedOver where isAnswerEndless: context.close(promise: nil)
            // The last answer may still be under way: a client that sends no more may well be reading.
            case .closing: break
            case .handedOver: context.fireUserInboundEventTriggered(event)
            case .own, .waiting, .sending: serve(context)
            }
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            switch state {
            case .own, .sending: closeWhenSent(context)
            case .streaming(let stream): stream.sayGoodbye()
            case .waiting(_, true): closeWhenSent(context)
            case .closing: break
            case .waiting, .handedOver: context.fireUserInboundEventTriggered(event)
            }
        default: context.fireUserInboundEventTriggered(event)
        }
    }
}
