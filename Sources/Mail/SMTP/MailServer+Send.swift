internal import FoundationEssentials
internal import News

extension MailServer {
    /// Gives a message to the server.
    ///
    /// Once this returns, the server has taken the message and answers for it.
    /// - Throws: `MailFault`. The server may have taken the message all the same, where its last answer was lost.
    public func send(_ message: MailMessage) async throws {
        let connection = try await SMTPConnection.open(to: self)
        defer { connection.close() }
        let greeting = try await connection.greet()
        guard greeting.code == 220 else { throw MailFault(.unreachable, greeting) }
        var offers = try await hello(connection)
        if security == .startTLS, let context {
            guard offers["STARTTLS"] != nil else { throw MailFault(.insecure) }
            try await connection.startTLS(context, host)
            // What was said before is worth nothing: anybody could have said it.
            offers = try await hello(connection)
        }
        if let credentials { try await signIn(credentials, connection, offers["AUTH"] ?? []) }
        try await give(message, connection, offers)
    }

    /// - Returns: What the server can do, by name in capitals, with what it says of it.
    private func hello(_ connection: SMTPConnection) async throws -> [String: [String]] {
        let reply = try await connection.ask("EHLO " + domain)
        guard reply.code == 250 else { throw MailFault(.nonsense, reply) }
        let offers = reply.lines.dropFirst().map { $0.uppercased().split(separator: " ").map(String.init) }
        return Dictionary(offers.compactMap { words in words.first.map { ($0, Array(words.dropFirst())) } }) { $0 + $1 }
    }

    /// PLAIN (RFC 4616), or else LOGIN; TLS is on, or the server is this machine.
    private func signIn(
        _ credentials: Credentials,
        _ connection: SMTPConnection,
        _ mechanisms: [String]
    ) async throws {
        var reply: SMTPReply
        if mechanisms.contains("PLAIN") {
            reply = try await connection.ask("AUTH PLAIN")
            if reply.code == 334 {
                reply = try await connection.ask(Self.base64("\0\(credentials.user)\0\(credentials.password)"))
            }
        } else if mechanisms.contains("LOGIN") {
            reply = try await connection.ask("AUTH LOGIN")
            for word in [credentials.user, credentials.password] where reply.code == 334 {
                reply = try await connection.ask(Self.base64(word))
            }
        } else {
            throw MailFault(.signIn)
        }
        guard reply.code == 235 else { throw MailFault(.signIn, reply) }
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private func give(
        _ message: MailMessage,
        _ connection: SMTPConnection,
        _ offers: [String: [String]]
    ) async throws {
        let isInternational = ![sender, message.recipient].allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } }
        if isInternational, offers["SMTPUTF8"] == nil { throw MailFault(.recipient) }
        let from = try await connection.ask("MAIL FROM:<\(sender.text)>" + (isInternational ? " SMTPUTF8" : ""))
        guard from.code == 250 else { throw MailFault(.sender, from) }
        let to = try await connection.ask("RCPT TO:<\(message.recipient.text)>")
        guard to.code == 250 || to.code == 251 else { throw MailFault(.recipient, to) }
        let data = try await connection.ask("DATA")
        guard data.code == 354 else { throw MailFault(.message, data) }
        let done = try await connection.send(Self.stuffed(message.bytes(from: sender, domain: domain)))
        guard done.code == 250 else { throw MailFault(.message, done) }
    }

    /// A line that begins with a dot gets another one, so that no line of the text ends the message (RFC 5321, 4.5.2).
    static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var beginsLine = true
        for byte in bytes {
            if beginsLine, byte == UInt8(ascii: ".") { result.append(byte) }
            result.append(byte)
            beginsLine = byte == 0x0A
        }
        return result + Array(".\r\n".utf8)
    }
}
