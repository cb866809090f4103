import NIOCore
import NIOPosix
import Synchronization

/// A mail server that says what a test wants, at a port of its own.
final class ScriptedServer: Sendable {
    /// What it answers to a line, line ends included; nil for nothing at all.
    typealias Script = @Sendable (_ line: String) -> String?

    private let channel: any Channel
    private let heard: Heard

    /// All lines that were sent to it.
    var lines: [String] { heard.lines.withLock { $0 } }
    var port: Int { channel.localAddress?.port ?? 0 }

    final class Heard: Sendable {
        let lines = Mutex<[String]>([])
    }

    /// - Parameters:
    ///   - greeting: What it says at once.
    ///   - script: What it says to each line outside of a message, before what a usual server says.
    static func open(
        greeting: String = "220 ready\r\n",
        _ script: @escaping Script = { _ in nil }
    ) async throws
        -> ScriptedServer
    {
        let heard = Heard()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ScriptedHandler(greeting, script, heard))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedServer(channel, heard)
    }

    private init(_ channel: any Channel, _ heard: Heard) {
        self.channel = channel
        self.heard = heard
    }

    deinit { channel.close(promise: nil) }
}

private final class ScriptedHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let greeting: String
    private let script: ScriptedServer.Script
    private let heard: ScriptedServer.Heard
    private var bytes: [UInt8] = []
    private var isInMessage = false

    init(_ greeting: String, _ script: @escaping ScriptedServer.Script, _ heard: ScriptedServer.Heard) {
        self.greeting = greeting
        self.script = script
        self.heard = heard
    }

    func channelActive(context: ChannelHandlerContext) { say(greeting, context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
        while let end = bytes.firstIndex(of: 0x0A) {
            let line = String(decoding: bytes[..<end], as: UTF8.self)
            bytes.removeFirst(end + 1)
            heard.lines.withLock { $0.append(line.hasSuffix("\r") ? String(line.dropLast()) : line + "<bare>") }
            answer(line.hasSuffix("\r") ? String(line.dropLast()) : line, context)
        }
    }

    private func answer(_ line: String, _ context: ChannelHandlerContext) {
        if isInMessage {
            guard line == "." else { return }
            isInMessage = false
            return say(script(line) ?? "250 taken\r\n", context)
        }
        let said = script(line) ?? Self.usual(line)
        isInMessage = said.hasPrefix("354")
        say(said, context)
    }

    private static func usual(_ line: String) -> String {
        switch line.prefix(4) {
        case "EHLO": "250-hello\r\n250-AUTH LOGIN PLAIN\r\n250 8BITMIME\r\n"
        case "DATA": "354 go on\r\n"
        case "AUTH": "334 \r\n"
        default: "250 fine\r\n"
        }
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        if text.isEmpty { return }
        if text == "close" { return context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
