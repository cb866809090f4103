import NIOCore
import NIOHTTP2

/// Looks after one connection of HTTP/2: closes it when it is idle, and lets its streams end when the server stops.
///
/// What a client sends beside its requests, such as pings, does not keep it open.
final class HTTP2ConnectionHandler: ChannelInboundHandler, CheckedEachSecond {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    let loopState: LoopState
    private let frames: HTTP2FrameObserver
    /// Bytes that the streams have written and the client has not taken.
    private var unsent = 0
    /// When a stream last began or ended, or the client last took something.
    private var since: NIODeadline
    private var streams: [ObjectIdentifier: HTTP2StreamHandler] = [:]
    private var lastStream = HTTP2StreamID.rootStream
    private var isLeaving = false
    private var context: ChannelHandlerContext?
    /// The client's address, as in ``WebContext/peer``.
    private(set) var peer: String?
    private var meter: SendBufferMeter?

    init(_ loopState: LoopState, _ frames: HTTP2FrameObserver) {
        self.loopState = loopState
        self.frames = frames
        since = loopState.now
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = context.remoteAddress?.ipAddress
        meter = try? context.pipeline.syncOperations.handler(type: SendBufferMeter.self)
        loopState.enter(self)
        since = loopState.now
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        loopState.leave(self)
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        loopState.leave(self)
        context.fireChannelInactive()
    }

    /// A stream begins.
    func enter(_ handler: HTTP2StreamHandler, _ stream: HTTP2StreamID) {
        streams[ObjectIdentifier(handler)] = handler
        lastStream = max(lastStream, stream)
        since = loopState.now
    }

    /// Streams on which pages listen for news.
    var eventStreams: Int { streams.values.count { $0.isEventStream } }

    /// A stream has ended.
    func leave(_ handler: HTTP2StreamHandler) {
        guard streams.removeValue(forKey: ObjectIdentifier(handler)) != nil else { return }
        since = loopState.now
        if isLeaving, streams.isEmpty { close() }
    }

    /// Counts bytes that a stream has written, or, if negative, that the client has taken.
    func count(_ bytes: Int) {
        unsent += bytes
        if bytes < 0 { since = loopState.now }
        meter?.count(bytes)
    }

    /// Looked at each second.
    func check() {
        for handler in streams.values { handler.check() }
        let isWaitedFor = streams.values.contains { $0.isBeingAnswered }
        guard !isWaitedFor, (loopState.now - since).nanoseconds > Int64(loopState.limits.idleSeconds) * 1_000_000_000
        else {
            return
        }
        sayGoAway()
        close()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        // A client that sends no more may be waiting for what it asked before.
        case is ChannelShouldQuiesceEvent, ChannelEvent.inputClosed: leaveWhenDone()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // NIO has answered it; an error of one stream does not concern the others (RFC 9113 section 5.4.2).
        if error is any NIOHTTP2Error, !frames.hasEnded { return }
        context.close(promise: nil)
    }

    /// Takes no new streams; the open ones end in their own time.
    private func leaveWhenDone() {
        guard !isLeaving else { return }
        isLeaving = true
        sayGoAway()
        if streams.isEmpty { close() }
    }

    private func sayGoAway() {
        let away = HTTP2Frame.FramePayload.goAway(lastStreamID: lastStream, errorCode: .noError, opaqueData: nil)
        context?.writeAndFlush(wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: away)), promise: nil)
    }

    /// Not within what ends the last stream: its last bytes must be sent first.
    private func close() {
        guard let context else { return }
        let channel = context.channel
        context.eventLoop.execute { channel.close(promise: nil) }
    }
}
