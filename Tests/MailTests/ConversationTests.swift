import News
import TestSupport
import Testing

@testable import Mail

/// What is said to a mail server, and what becomes of whatever it answers.
@Suite(.timeLimit(.minutes(10))) struct ConversationTests {
    static let message = MailMessage(
        identifier: "0123456789abcdef",
        senderName: "Warta",
        recipient: .citra,
        recipientName: "Citra Lestari",
        subject: "Perihal",
        text: "Satu.\n.Dua\n.\nTiga",
        date: .sampleNow
    )

    private func server(
        _ port: Int,
        _ security: MailServer.Security = .none,
        user: String? = nil,
        patience: Int64 = 10
    ) throws -> MailServer {
        try MailServer(
            host: "127.0.0.1",
            port: port,
            security: security,
            credentials: user.map { .init(user: $0, password: "rahasia sekali") },
            sender: .bagus,
            patience: patience
        )
    }

    private func fault(
        greeting: String = "220 ready\r\n",
        _ security: MailServer.Security = .none,
        user: String? = nil,
        patience: Int64 = 10,
        _ script: @escaping ScriptedServer.Script
    ) async throws -> MailFault? {
        let scripted = try await ScriptedServer.open(greeting: greeting, script)
        do {
            try await server(scripted.port, security, user: user, patience: patience).send(Self.message)
            return nil
        } catch {
            return try #require(error as? MailFault)
        }
    }

    @Test func `a message is given command by command, and no line of it ends it`() async throws {
        let scripted = try await ScriptedServer.open()
        try await server(scripted.port).send(Self.message)
        let lines = scripted.lines
        #expect(
            lines.prefix(4) == [
                "EHLO warta.example", "MAIL FROM:<bagus@warta.example>", "RCPT TO:<citra@warta.example>", "DATA",
            ]
        )
        #expect(lines.contains("..Dua") && lines.contains("..") && lines.count { $0 == "." } == 1)
        #expect(lines.allSatisfy { !$0.hasSuffix("<bare>") && $0.utf8.count <= 998 })
    }

    @Test func `name and password are given as the server wants them`() async throws {
        let plain = try await ScriptedServer.open { $0.hasPrefix("AHdhcnRh") ? "235 come in\r\n" : nil }
        try await server(plain.port, user: "warta").send(Self.message)
        #expect(plain.lines.contains("AUTH PLAIN"))
        let login = try await ScriptedServer.open { line in
            switch line {
            case _ where line.hasPrefix("EHLO"): "250-hello\r\n250 AUTH LOGIN\r\n"
            case "AUTH LOGIN": "334 VXNlcm5hbWU6\r\n"
            case "d2FydGE=": "334 UGFzc3dvcmQ6\r\n"
            case "cmFoYXNpYSBzZWthbGk=": "235 come in\r\n"
            default: nil
            }
        }
        try await server(login.port, user: "warta").send(Self.message)
        #expect(try await fault(user: "warta") { $0 == "AUTH PLAIN" ? "535 5.7.8 no\r\n" : nil }?.kind == .signIn)
        let none = try await fault(user: "warta") { $0.hasPrefix("EHLO") ? "250-hello\r\n250 AUTH X\r\n" : nil }
        #expect(none?.kind == .signIn)
    }

    @Test func `a password is never sent in the clear to another machine`() throws {
        #expect(throws: NewsError.self) {
            try MailServer(
                host: "192.0.2.1",
                port: 25,
                security: .none,
                credentials: .init(user: "warta", password: "rahasia"),
                sender: .bagus
            )
        }
    }

    @Test func `a refusal for ever is told from one that may pass, and from one that is no fault of the letter`()
        async throws
    {
        let answers: [(String, String, MailFault.Kind, Bool, String)] = [
            ("RCPT", "550 5.1.1 nobody\r\n", .recipient, true, "550 5.1.1"),
            ("RCPT", "450-4.2.1 later\r\n450 4.2.1 later\r\n", .recipient, false, "450 4.2.1"),
            ("MAIL", "530 sign in\r\n", .sender, false, "530"), ("DATA", "554 no\r\n", .message, true, "554"),
            (".", "554 5.7.1 junk\r\n", .message, true, "554 5.7.1"), (".", "451 busy\r\n", .message, false, "451"),
            ("EHLO", "421 closing\r\n", .nonsense, false, "421"),
        ]
        for (command, answer, kind, isFinal, status) in answers {
            let fault = try await fault { $0.hasPrefix(command) ? answer : nil }
            #expect(fault?.kind == kind && fault?.isFinal == isFinal && fault?.status == status, "\(command)")
        }
    }

    @Test func `without TLS, where that was wanted, nothing is said`() async throws {
        let scripted = try await ScriptedServer.open()
        await #expect(throws: MailFault.self) {
            try await server(scripted.port, .startTLS, user: "warta").send(Self.message)
        }
        #expect(scripted.lines.allSatisfy { !$0.hasPrefix("AUTH") && !$0.hasPrefix("MAIL") })
        let refused = try await fault(.startTLS) { line in
            line.hasPrefix("EHLO") ? "250-hello\r\n250 STARTTLS\r\n" : line == "STARTTLS" ? "454 later\r\n" : nil
        }
        #expect(refused?.kind == .insecure)
    }

    @Test func `what was sent before TLS began is not taken for an answer under it`() async throws {
        let injected = try await fault(.startTLS) { line in
            if line.hasPrefix("EHLO") { return "250-hello\r\n250 STARTTLS\r\n" }
            return line == "STARTTLS" ? "220 go\r\n250-hello\r\n250 AUTH PLAIN\r\n" : nil
        }
        #expect(injected?.kind == .nonsense)
        let plain = try await fault(.startTLS) { line in
            line.hasPrefix("EHLO") ? "250-hello\r\n250 STARTTLS\r\n" : line == "STARTTLS" ? "220 go\r\n" : "250 x\r\n"
        }
        // It goes on in the clear, and that is no TLS.
        #expect(plain?.kind == .insecure || plain?.kind == .unreachable)
    }

    static let hostile: [(String, String)] = [
        ("no number", "hello there\r\n"), ("a number of two digits", "22 x\r\n"), ("another sign", "220x ready\r\n"),
        ("a bare line feed", "220 ready\n"), ("two answers", "220 ready\r\n250 and\r\n"),
        ("codes that differ", "220-ready\r\n250 set\r\n"), ("NUL", "220 re\0ady\r\n"), ("CR within", "220 re\rady\r\n"),
        ("a line without an end", String(repeating: "2", count: 5_000)),
        ("a long line", "220 " + String(repeating: "x", count: 5_000) + "\r\n"),
        ("lines without an end", String(repeating: "220-ready\r\n", count: 5_000)),
        ("a number of another script", "２２０ ready\r\n"), ("a code of no meaning", "999 ready\r\n"),
    ]

    @Test(arguments: hostile) func `an answer that is none ends the connection`(name: String, said: String) async throws
    {
        #expect(try await fault(greeting: said) { _ in nil } != nil, "\(name)")
        let later = try await fault { $0.hasPrefix("MAIL") ? said : nil }
        #expect(later != nil, "\(name)")
    }

    @Test func `a server that is silent, goes away or drips is given up`() async throws {
        #expect(try await fault(greeting: "", patience: 1) { _ in nil }?.kind == .slow)
        #expect(try await fault(patience: 1) { $0 == "DATA" ? "" : nil }?.kind == .slow)
        #expect(try await fault(greeting: "220-a\r\n", patience: 1) { _ in nil }?.kind == .slow)
        #expect(try await fault { $0.hasPrefix("RCPT") ? "close" : nil }?.kind == .unreachable)
        // A port that was ours a moment ago may be another test's by now; nobody listens at the first.
        await #expect(throws: MailFault.self) { try await server(1, patience: 2).send(Self.message) }
    }

    @Test func `an address of other letters goes only to a server that knows them`() async throws {
        let message = MailMessage(
            identifier: "1",
            senderName: "Warta",
            recipient: .named("søren@warta.example"),
            recipientName: "Søren",
            subject: "x",
            text: "x",
            date: .sampleNow
        )
        let old = try await ScriptedServer.open()
        await #expect(throws: MailFault.self) { try await server(old.port).send(message) }
        let new = try await ScriptedServer.open { $0.hasPrefix("EHLO") ? "250-hello\r\n250 SMTPUTF8\r\n" : nil }
        try await server(new.port).send(message)
        #expect(new.lines.contains("MAIL FROM:<bagus@warta.example> SMTPUTF8"))
    }
}
