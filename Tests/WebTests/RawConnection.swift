import Application
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import Web

extension SiteRouter {
    /// A server of these newspapers on a port of its own, for as long as the body runs.
    func serving<Result: Sendable>(
        hasFastPath: Bool = true,
        limits: Limits = Limits(),
        certificate: TLSCertificate? = nil,
        accessLog: AccessLog? = nil,
        _ body: @escaping @Sendable (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let server = WebServer.application(
            self,
            host: "127.0.0.1",
            port: 0,
            certificate: certificate,
            limits: limits,
            hasFastPath: hasFastPath,
            accessLog: accessLog,
            logger: .silent
        ) { _ in }
        return try await server.test(.live) { client in try await body(try #require(client.port)) }
    }
}

extension Portal {
    /// A server of this newspaper on a port of its own, for as long as the body runs.
    func serving<Result: Sendable>(
        hasFastPath: Bool = true,
        limits: Limits = Limits(),
        _ body: @escaping @Sendable (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let server = application.server(hasFastPath: hasFastPath, limits: limits)
        return try await server.test(.live) { client in try await body(try #require(client.port)) }
    }

    /// Two servers of this newspaper: one with the fast path, one that leaves every request to Hummingbird.
    func servingBoth(
        _ body: @escaping @Sendable (_ front: Int, _ behind: Int) async throws -> Void
    ) async throws {
        try await serving { front in
            try await self.serving(hasFastPath: false) { behind in try await body(front, behind) }
        }
    }
}

/// A connection of bytes that says what it is told to, in the pieces that it is told to.
final class RawConnection: Sendable {
    private let channel: any Channel
    private let heard = Heard()

    private final class Heard: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        let bytes = Mutex<[UInt8]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            bytes.withLock { $0 += buffer.readableBytesView }
        }
    }

    /// - Parameters:
    ///   - port: Of a server on this machine.
    ///   - isReading: False for a client that takes nothing until ``read()``, and then not much at a time.
    init(port: Int, isReading: Bool = true) async throws {
        let heard = heard
        var bootstrap = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: isReading)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(heard) }
            }
        if !isReading { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: 8_192) }
        channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
    }

    deinit { channel.close(promise: nil) }

    var bytes: [UInt8] { heard.bytes.withLock { $0 } }

    var isOpen: Bool { channel.isActive }

    /// Those of some connections that the other side closes first.
    static func firstClosed(_ count: Int, of lines: [RawConnection]) async -> [RawConnection] {
        let (indices, told) = AsyncStream.makeStream(of: Int.self)
        for (index, line) in lines.enumerated() { line.channel.closeFuture.whenComplete { _ in told.yield(index) } }
        var closed: [RawConnection] = []
        for await index in indices {
            closed.append(lines[index])
            if closed.count == count { break }
        }
        return closed
    }

    /// Sends one piece; that the other side may have closed already shows in what came back.
    func say(_ bytes: [UInt8]) async {
        _ = try? await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func say(_ text: String) async { await say(Array(text.utf8)) }

    /// Says no more, and listens on.
    func finish() async {
        _ = try? await channel.close(mode: .output).get()
    }

    /// Is gone.
    func close() async {
        _ = try? await channel.close().get()
    }

    /// Begins to read.
    func read() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Takes the first of what comes, and nothing more before ``read()``.
    func readBeginning() async throws {
        channel.read()
        _ = try await read { !$0.isEmpty }
    }

    /// All that came until the other side closed, for which it has twenty seconds.
    ///
    /// - Parameter asked: What was said, to be named in a complaint.
    func readToEnd(asked: @autoclosure () -> String = "") async throws -> [UInt8] {
        let channel = channel
        let deadline = channel.eventLoop.scheduleTask(in: .seconds(20)) { channel.close(promise: nil) }
        try await channel.closeFuture.get()
        deadline.cancel()
        let isLate = (try? await deadline.futureResult.get()) != nil
        #expect(!isLate, "the server did not close \(asked()); it said \(RawAnswer.text(bytes))")
        return bytes
    }

    /// All that came until so much of it was there, for which the other side has twenty seconds.
    func read(until isEnough: @Sendable ([UInt8]) -> Bool) async throws -> [UInt8] {
        let deadline = ContinuousClock.now.advanced(by: .seconds(20))
        while !isEnough(bytes), channel.isActive, ContinuousClock.now < deadline { await Task.yield() }
        #expect(isEnough(bytes), "it never came; the server said \(RawAnswer.text(bytes))")
        return bytes
    }

    /// Says the pieces one after another and no more, and gives all that comes back.
    static func exchange(port: Int, _ pieces: [[UInt8]]) async throws -> [UInt8] {
        let line = try await RawConnection(port: port)
        for piece in pieces { await line.say(piece) }
        await line.finish()
        return try await line.readToEnd()
    }
}

extension Seeded {
    /// True once in so many throws.
    mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    /// Parts bytes at random places.
    mutating func pieces(_ bytes: [UInt8], most: Int) -> [[UInt8]] {
        guard bytes.count > 1 else { return [bytes] }
        let count = Int.random(in: 0...most, using: &self)
        let cuts = (0..<count).map { _ in Int.random(in: 1..<bytes.count, using: &self) }
        let edges = [0] + Set(cuts).sorted() + [bytes.count]
        return zip(edges, edges.dropFirst()).map { Array(bytes[$0..<$1]) }
    }
}
