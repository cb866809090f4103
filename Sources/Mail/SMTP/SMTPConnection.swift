internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A connection to a mail server, on which one command follows another.
struct SMTPConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<SMTPReplyHandler>
    private let greeting: EventLoopFuture<SMTPReply>
    private let patience: TimeAmount

    /// The whole conversation may take this long, however slowly a server speaks.
    private static let longest: TimeAmount = .minutes(5)

    /// Connects, with TLS at once where that is wanted.
    /// - Throws: `MailFault`.
    static func open(to server: MailServer) async throws -> SMTPConnection {
        let context = server.security == .implicit ? server.context : nil
        do {
            return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(min(server.patience, .seconds(30)))
                .connect(host: server.host, port: server.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try SMTPConnection(channel, server, context)
                    }
                }
        } catch let fault as MailFault {
            throw fault
        } catch {
            throw MailFault(.unreachable)
        }
    }

    /// On the channel's event loop.
    private init(_ channel: any Channel, _ server: MailServer, _ context: NIOSSLContext?) throws {
        let handler = SMTPReplyHandler(channel)
        if let context {
            try channel.pipeline.syncOperations.addHandler(Self.tls(context, server.host))
        }
        try channel.pipeline.syncOperations.addHandler(handler)
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        patience = server.patience
        greeting = handler.next(within: server.patience, on: channel.eventLoop)
        let bound = self.handler
        let end = channel.eventLoop.scheduleTask(in: Self.longest) { bound.value.end(MailFault(.slow)) }
        channel.closeFuture.whenComplete { _ in end.cancel() }
    }

    /// A name is checked against the certificate; so is an address, which has no place in the TLS greeting.
    private static func tls(_ context: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    /// What the server says before it was asked anything.
    func greet() async throws -> SMTPReply { try await greeting.get() }

    /// Sends one command, and waits for its answer.
    func ask(_ command: String) async throws -> SMTPReply {
        // A line end would begin another command.
        guard !command.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw MailFault(.nonsense) }
        return try await send(Array(command.utf8) + [0x0D, 0x0A])
    }

    /// Sends bytes, and waits for the answer to them.
    func send(_ bytes: [UInt8]) async throws -> SMTPReply {
        let (channel, handler, patience) = (channel, handler, patience)
        return try await channel.eventLoop.flatSubmit {
            let reply = handler.value.next(within: patience, on: channel.eventLoop)
            channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
            return reply
        }.get()
    }

    /// Asks for TLS and begins it; what the server sent beyond its answer was not protected, and ends the connection.
    func startTLS(_ context: NIOSSLContext, _ host: String) async throws {
        let (channel, handler, patience) = (channel, handler, patience)
        try await channel.eventLoop.flatSubmit {
            let reply = handler.value.next(within: patience, on: channel.eventLoop)
            channel.writeAndFlush(ByteBuffer(string: "STARTTLS\r\n"), promise: nil)
            return reply.flatMapThrowing { reply in
                guard reply.code == 220 else { throw MailFault(.insecure, reply) }
                guard handler.value.isQuiet else {
                    handler.value.end(MailFault(.nonsense))
                    throw MailFault(.nonsense)
                }
                try channel.pipeline.syncOperations.addHandler(Self.tls(context, host), position: .first)
            }
        }.get()
    }

    /// Says goodbye and does not wait for an answer.
    func close() {
        let (channel, handler) = (channel, handler)
        channel.eventLoop.execute {
            channel.writeAndFlush(ByteBuffer(string: "QUIT\r\n"), promise: nil)
            handler.value.end(MailFault(.unreachable))
        }
    }
}
