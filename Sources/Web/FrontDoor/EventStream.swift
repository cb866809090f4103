import NIOCore
import News
import Press

/// The UPDATE rail as server-sent events (WHATWG HTML section 9.2) on a connection of HTTP/1.1, without a task.
///
/// A reader who is slow gets the newest rail only: what could not be sent yet gives way to what is newer.
final class EventStream {
    private unowned let door: FrontDoor
    private var number: Int?
    private var hasEnded = false
    private var held: LiveUpdate?
    private var spokeAt: NIODeadline

    init(_ door: FrontDoor) {
        self.door = door
        spokeAt = door.lobby.now
    }

    /// The rail that a page shows already, from the query of the stream's address.
    static func shown(in query: String) -> String? {
        let field = query.split(separator: "&").first { $0.hasPrefix("last=") }
        return field.map { String($0.dropFirst(5)) }
    }

    /// Begins to listen; what the page does not know yet is sent at once.
    func join(known: String?, _ loop: any EventLoop) {
        let stream = NIOLoopBound(self, eventLoop: loop)
        number = door.lobby.site.press.updates.join(
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
        guard let held, let context = door.context, context.channel.isWritable else { return }
        self.held = nil
        say(door.lobby.chunk(of: held), context)
    }

    /// Keeps a silent stream alive.
    func beat() {
        guard let context = door.context, context.channel.isWritable,
            (door.lobby.now - spokeAt).nanoseconds >= EventText.silence * 1_000_000_000
        else { return }
        say(Self.beat, context)
    }

    /// The last event, and the end.
    func sayGoodbye() {
        // Once: whoever has ended may have no door any more.
        guard !hasEnded, let context = door.context else { return }
        end()
        context.write(door.wrapOutboundOut(.byteBuffer(Chunk.of(EventText.farewell))), promise: nil)
        context.write(door.wrapOutboundOut(.byteBuffer(Chunk.last)), promise: nil)
        door.closeWhenSent(context)
    }

    /// Listens no more.
    func end() {
        hasEnded = true
        if let number { door.lobby.site.press.updates.leave(number) }
        number = nil
    }

    private func say(_ chunk: ByteBuffer, _ context: ChannelHandlerContext) {
        spokeAt = door.lobby.now
        context.writeAndFlush(door.wrapOutboundOut(.byteBuffer(chunk)), promise: nil)
    }

    private static let beat = Chunk.of(EventText.heartbeat)
}

extension FrontDoor {
    /// Turns the connection into an event stream.
    func stream(known: String?, _ context: ChannelHandlerContext) {
        pending = ByteBuffer()
        var head = ByteBuffer(
            string: """
                HTTP/1.1 200 OK\r
                \(EventText.headers.lines)\
                Date: \(HTTPDate.write(lobby.site.clock()))\r
                transfer-encoding: chunked\r
                \r

                """
        )
        head.writeImmutableBuffer(Chunk.of(EventText.opening))
        context.write(wrapOutboundOut(.byteBuffer(head)), promise: nil)
        let stream = EventStream(self)
        state = .streaming(stream)
        since = lobby.now
        stream.join(known: known, context.eventLoop)
    }
}
