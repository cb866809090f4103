import NIOCore
import NIOEmbedded
import Testing

@testable import Web

/// A handler of HTTP/1.1 on the bench: no network, no other thread, every read as long as the test says.
///
/// Behind it stands a handler that answers whatever it is handed and remembers it. Not to be used across an `await`.
final class HTTP1HandlerBench {
    let channel = EmbeddedChannel()
    let handler: HTTP1ConnectionHandler
    private let socket = Socket()
    private let behind: Behind

    init(_ sites: SiteRouter, limits: Limits = Limits()) throws {
        let unsent = SendBufferBudget(limit: limits.unsent)
        handler = HTTP1ConnectionHandler(
            LoopState(loop: channel.embeddedEventLoop, sites: sites, limits: limits, unsent: unsent)
        )
        behind = Behind(handler)
        try channel.pipeline.syncOperations.addHandlers([socket, handler, behind])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 80), promise: nil)
    }

    deinit { _ = try? channel.finish() }

    /// What was handed to the handlers behind.
    var handed: [UInt8] { behind.bytes }

    /// Whether those behind were told that no more will come.
    var isEndHanded: Bool { behind.hasHeardEnd }

    /// How often bytes were asked for.
    var readsAsked: Int { socket.readsAsked }

    /// One read's bytes come in, and what is due is done.
    ///
    /// - Parameters:
    ///   - bytes: What comes.
    ///   - isEnd: Whether the other side says no more.
    func receive(_ bytes: [UInt8], isEnd: Bool = false) throws {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        if isEnd { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        channel.embeddedEventLoop.run()
    }

    func receive(_ text: String) throws { try receive(Array(text.utf8)) }

    /// The client takes what is sent, or does not.
    func setWritable(_ isWritable: Bool) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.run()
    }

    /// From now on what is flushed stays where it is, until it is let go.
    func hold() { socket.isHolding = true }

    func letGo() {
        socket.letGo()
        channel.embeddedEventLoop.run()
    }

    /// All that was sent since the last asking.
    func sent() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let data = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = data { bytes += buffer.readableBytesView }
        }
        return bytes
    }
}

/// Stands where the system's socket would, and counts what is asked of it.
private final class Socket: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = IOData

    var readsAsked = 0
    var isHolding = false
    private var held: [(data: NIOAny, promise: EventLoopPromise<Void>?)] = []
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func read(context: ChannelHandlerContext) {
        readsAsked += 1
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isHolding else { return context.write(data, promise: promise) }
        held.append((data, promise))
    }

    func letGo() {
        isHolding = false
        for (data, promise) in held { context?.write(data, promise: promise) }
        held = []
        context?.flush()
    }
}

/// Answers each request that it is handed, a moment later, with an empty answer.
private final class Behind: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = IOData

    static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

    private(set) var bytes: [UInt8] = []
    private(set) var hasHeardEnd = false
    private let handler: HTTP1ConnectionHandler

    init(_ handler: HTTP1ConnectionHandler) { self.handler = handler }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        bytes += buffer.readableBytesView
        // A body's bytes need no answer of their own.
        guard buffer.readableBytesView.suffix(4) == [13, 10, 13, 10] else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (handler, context) = bound.value
            context.writeAndFlush(handler.wrapOutboundOut(.byteBuffer(ByteBuffer(string: Self.answer))), promise: nil)
            handler.handler.answered()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { hasHeardEnd = true }
    }
}
