import NIOCore
import News
import Press

/// The UPDATE rail as server-sent events (WHATWG HTML section 9.2) on a connection of HTTP/1.1, without a task.
///
/// A slow reader gets the newest rail only: a newer update replaces one that could not be sent yet.
final class HTTP1EventStream {
    private unowned let handler: HTTP1ConnectionHandler
    private let site: LoopSite
    private var place: EventStreamPlace?
    private var number: Int?
    private var hasEnded = false
    private var held: LiveUpdate?
    private var spokeAt: NIODeadline
    private var record: RequestRecord?

    init(
        _ handler: HTTP1ConnectionHandler,
        of site: LoopSite,
        _ place: EventStreamPlace?,
        _ record: RequestRecord?
    ) {
        self.handler = handler
        self.site = site
        self.place = place
        self.record = record
        spokeAt = handler.loopState.now
    }

    /// The rail that a page shows already, from the query of the stream's address.
    static func shown(in query: String) -> String? {
        let field = query.split(separator: "&").first { $0.hasPrefix("last=") }
        return field.map { String($0.dropFirst(5)) }
    }

    /// Begins to listen.
    ///
    /// A rail that the page does not show yet is sent at once.
    func join(known: String?, _ loop: any EventLoop) {
        let stream = NIOLoopBound(self, eventLoop: loop)
        number = site.site.press.updates.join(
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
        say(site.chunk(of: held), context)
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
        // Only once: after its end the handler may be gone.
        guard !hasEnded, let context = handler.context else { return }
        end()
        context.write(handler.wrapOutboundOut(.byteBuffer(Chunk.of(EventStreamText.farewell))), promise: nil)
        context.write(handler.wrapOutboundOut(.byteBuffer(Chunk.last)), promise: nil)
        handler.closeWhenSent(context)
    }

    /// Stops listening.
    func end() {
        hasEnded = true
        if let number { site.site.press.updates.leave(number) }
        number = nil
        place = nil
        handler.loopState.requests.finish(&record)
    }

    private func say(_ chunk: ByteBuffer, _ context: ChannelHandlerContext) {
        spokeAt = handler.loopState.now
        record?.bytes += chunk.readableBytes
        context.writeAndFlush(handler.wrapOutboundOut(.byteBuffer(chunk)), promise: nil)
    }

    private static let beat = Chunk.of(EventStreamText.heartbeat)
}

extension HTTP1ConnectionHandler {
    /// Turns the connection into an event stream.
    func stream(
        of site: LoopSite,
        known: String?,
        _ place: EventStreamPlace?,
        _ record: RequestRecord,
        _ context: ChannelHandlerContext
    ) {
        pending = ByteBuffer()
        var head = ByteBuffer(
            string: """
                HTTP/1.1 200 OK\r
                \(EventStreamText.headers.lines)\
                Date: \(HTTPDate.write(loopState.sites.first.clock()))\r
                transfer-encoding: chunked\r
                \r

                """
        )
        head.writeImmutableBuffer(Chunk.of(EventStreamText.opening))
        context.write(wrapOutboundOut(.byteBuffer(head)), promise: nil)
        var record: RequestRecord? = record
        loopState.requests.answers(&record, status: 200)
        let stream = HTTP1EventStream(self, of: site, place, record)
        state = .streaming(stream)
        since = loopState.now
        stream.join(known: known, context.eventLoop)
    }
}
