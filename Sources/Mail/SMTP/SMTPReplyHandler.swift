internal import NIOCore
internal import NIOSSL

/// Puts a server's answers together, and gives each to whoever waits for it.
///
/// What is malformed, too long or unasked for ends the connection: an answer that was sent too early, as before TLS began,
/// must never be taken for a later one.
final class SMTPReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var bytes: [UInt8] = []
    private var lines: [SMTPReply.Line] = []
    private var waiting: (promise: EventLoopPromise<SMTPReply>, timer: Scheduled<Void>)?
    private var fault: MailFault?
    private weak var channel: (any Channel)?

    /// In bytes; RFC 5321 says 512, and servers are known that say more.
    private static let longestLine = 2_000
    private static let mostLines = 100

    init(_ channel: any Channel) {
        self.channel = channel
    }

    /// The next answer of the server, for which nobody waits yet.
    func next(within patience: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        let promise = loop.makePromise(of: SMTPReply.self)
        guard fault == nil, waiting == nil else {
            promise.fail(fault ?? MailFault(.nonsense))
            return promise.futureResult
        }
        let me = NIOLoopBound(self, eventLoop: loop)
        waiting = (promise, loop.scheduleTask(in: patience) { me.value.end(MailFault(.slow)) })
        return promise.futureResult
    }

    /// Whether the server has said nothing that was not taken yet.
    var isQuiet: Bool { bytes.isEmpty && lines.isEmpty && fault == nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard fault == nil else { return }
        bytes += unwrapInboundIn(data).readableBytesView
        while fault == nil, let end = bytes.firstIndex(of: 0x0A) {
            let line = Array(bytes[..<end])
            bytes.removeFirst(end + 1)
            take(line)
        }
        if bytes.count > Self.longestLine { end(MailFault(.nonsense)) }
    }

    private func take(_ line: [UInt8]) {
        guard line.last == 0x0D, line.count <= Self.longestLine, waiting != nil, lines.count < Self.mostLines,
            let next = SMTPReply.Line(line.dropLast()), lines.last.map({ $0.code == next.code }) ?? true
        else { return end(MailFault(.nonsense)) }
        lines.append(next)
        guard !next.goesOn, let (promise, timer) = waiting else { return }
        let reply = SMTPReply(code: next.code, lines: lines.map(\.text))
        (lines, waiting) = ([], nil)
        timer.cancel()
        promise.succeed(reply)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isOfTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        end(MailFault(isOfTLS ? .insecure : .unreachable))
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(MailFault(.unreachable))
        context.fireChannelInactive()
    }

    /// Ends the connection; whoever waits, or comes to wait, is told why.
    func end(_ reason: MailFault) {
        guard fault == nil else { return }
        fault = reason
        if let (promise, timer) = waiting {
            waiting = nil
            timer.cancel()
            promise.fail(reason)
        }
        channel?.close(promise: nil)
    }
}
