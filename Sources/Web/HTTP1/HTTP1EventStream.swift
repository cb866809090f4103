import NIOCore
import News
import Press

/// The UPDATE rail as server-sent events (WHATWG HTML section 9.2) on a connection of HTTP/1.1, without a task.
///
/// A reader who is slow gets the newest rail only: what could not be sent yet gives way to what is newer.
final class HTTP1EventStream {
    private unowned let handler: HTTP1ConnectionHandler
    private var place: EventStreamPlace?
    private var number: Int?
    private var hasEnded = false
    private var held: LiveUpdate?
    private var spokeAt: NIODeadline

    init(_ handler: HTTP1ConnectionHandler, _ place: EventStreamPlace?) {
        self.handler = handler
        self.place = place
        spokeAt = handler.loopState.now
    }

    /// The rail that a page shows already, from the query of the stream's address.
    static func shown(in query: String) -> String? {
        let field = query.split(separator: "&").first { $0.hasPrefix("last=") }
        return field.map { String($0.dropFirst(5)) }
    }

    /// Begins to listen; what the page does not know yet is sent at once.
    func join(known: String?, _ loop: any EventLoop) {
        let stream = NIOLoopBound(self, eventLoop: loop)
        number = handler.loopState.site.press.updates.join(
            known: known,
            tell: { update in loop.execute { stream.value.tell(update) } },
            close: { loop.execute { stream.value.sayGoodbye() } }
        )
        if number == nil { sayGoodbye() }
    }

    private func tell(_ update: LiveUpdate) {
        guard number != nil else { return }
        held = update
        flush()
    }

    /// Sends what could not be sent before.
    func flush() {
        guard let held, let context = handler.context, context.channel.isWritable else { return }
        self.held = nil
        say(handler.loopState.chunk(of: held), context)
    }

    /// Keeps a silent stream alive.
    func beat() {
        guard let context = handler.context, context.channel.isWritable,
            (handler.loopState.now - spokeAt).nanoseconds >= EventStreamText.silence * 1_000_000_000
        else { return }
        say(Self.beat, context)
    }

    /// The last event, and the end.
    func sayGoodbye() {
        // Once: whoever has ended may have no handler any more.
        guard !hasEnded, let context = handler.context else { return }
        end()
        context.write(handler.wrapOutboundOut(.byteBuffer(Chunk.of(EventStreamText.farewell))), promise: nil)
        context.write(handler.wrapOutboundOut(.byteBuffer(Chunk.last)), promise: nil)
        handler.closeWhenSent(context)
    }

    /// Listens no more.
    func end() {
        hasEnded = true
        if let number { handler.loopState.site.press.updates.leave(number) }
        number = nil
        place = nil
    }

    private func say(_ chunk: ByteBuffer, _ context: ChannelHandlerContext) {
        spokeAt = handler.loopState.now
        context.writeAndFlush(handler.wrapOutboundOut(.byteBuffer(chunk)), promise: nil)
    }

    private static let beat = Chunk.of(EventStreamText.heartbeat)
}

extension HTTP1ConnectionHandler {
    /// Turns the connection into an event stream.
    func stream(known: String?, _ place: EventStreamPlace?, _ context: ChannelHandlerContext) {
        pending = ByteBuffer()
        var head = ByteBuffer(
            string: """
                HTTP/1.1 200 OK\r
                \(EventStreamText.headers.lines)\
                Date: \(HTTPDate.write(loopState.site.clock()))\r
                transfer-encoding: chunked\r
                \r

                """
        )
        head.writeImmutableBuffer(Chunk.of(EventStreamText.opening))
        context.write(wrapOutboundOut(.byteBuffer(head)), promise: nil)
        let stream = HTTP1EventStream(self, place)
        state = .streaming(stream)
        since = loopState.now
        stream.join(known: known, context.eventLoop)
    }
}
