import NIOCore
import NIOPosix
import Synchronization
import Testing

/// A connection of bytes, for what a well-behaved client would never send, and for streams.
final class CollectingConnection: Sendable {
    private let received: Inbox
    private let reading: Task<Void, any Error>

    private final class Inbox: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    /// Connects, sends, and collects whatever comes until the other side closes or `hangUp()`.
    init(port: Int, sending bytes: [UInt8]) {
        let inbox = Inbox()
        received = inbox
        reading = Task {
            try await Self.talk(port, bytes) { buffer in inbox.bytes.withLock { $0 += buffer.readableBytesView } }
        }
    }

    convenience init(port: Int, sending text: String) {
        self.init(port: port, sending: Array(text.utf8))
    }

    deinit { reading.cancel() }

    var text: String { received.bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    /// All that came once the text was among it, or after ten seconds.
    func read(until text: String) async throws -> String {
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        while !self.text.contains(text), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(2))
        }
        #expect(self.text.contains(text), "it never came")
        return self.text
    }

    /// All that came until the other side closed.
    func readToEnd() async throws -> String {
        try await reading.value
        return text
    }

    /// Closes the connection without a word.
    func hangUp() async {
        reading.cancel()
        _ = await reading.result
    }

    /// Sends a request of this head alone and gives the whole answer.
    static func exchange(port: Int, _ bytes: [UInt8]) async throws -> String {
        try await CollectingConnection(port: port, sending: bytes).readToEnd()
    }

    private static func talk(
        _ port: Int,
        _ bytes: [UInt8],
        _ take: @escaping @Sendable (ByteBuffer) -> Void
    ) async throws {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            // A reset after the answer is an end like any other.
            do { for try await buffer in inbound { take(buffer) } } catch is IOError {}
        }
    }
}
