import HTTPTypes
import NIOCore
import News
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Web

/// What programs that watch the server are told, at which address, and whom else nobody tells.
@Suite(.timeLimit(.minutes(10))) struct MachineAddressTests {
    private static let names = ["live", "ready", "health", "metrics"]

    private static func status(_ said: [UInt8]) -> Int? { RawAnswer.all(in: said)?.first?.status }

    private static func ask(_ port: Int, _ target: String, _ fields: String...) async throws -> [UInt8] {
        let lines = ["GET \(target) HTTP/1.1", "Host: x"] + fields
        return try await RawConnection.exchange(port: port, [Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)])
    }

    /// A proxy's rule for an address holds only if the address has one spelling.
    @Test func `an address for machines is answered in one spelling alone`() async throws {
        let portal = try await Portal([.sample(1)])
        let spellings =
            Self.names.flatMap { name in
                [
                    "/-/\(name.uppercased())", "/-/\(name.prefix(1).uppercased() + name.dropFirst())", "/-/\(name)/",
                    "//-/\(name)", "/-//\(name)",
                    "/%2d/\(name)", "/%2D/\(name)", "/-%2f\(name)",
                    "/-/%\(String(name.utf8.first ?? 0, radix: 16))\(name.dropFirst())",
                    "/./-/\(name)", "/-/x/../\(name)", "/-/\(name);x", "/-/\(name)%20", "/-/\(name)%00", "/-/\(name).",
                    "/-/\(name)//",
                ]
            }
            + [
                "/-/RAILS", "/-/rails/", "/-/Updates", "/-/updates/", "/-/reads/1/", "/-/READS/1",
                "/-/Theme/x/style.css",
            ]
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                for target in spellings {
                    let said = try await Self.ask(port, target)
                    #expect(Self.status(said) == 404, "\(target)")
                }
                for name in Self.names {
                    for target in ["/-/\(name)", "/-/\(name)?x=y"] {
                        let said = try await Self.ask(port, target)
                        #expect(Self.status(said) == 200, "\(target)")
                    }
                }
            }
        }
    }

    @Test func `health and figures are for programs of this machine, not for whom a proxy on it asks`() async throws {
        let portal = try await Portal(proxies: ["127.0.0.1"])
        let fields = [
            "X-Forwarded-For: 127.0.0.1", "x-forwarded-for:", "X-Forwarded-Host: x", "X-Forwarded-Proto: https",
            "Forwarded: for=127.0.0.1", "Via: 1.1 x", "X-Real-IP: 127.0.0.1",
        ]
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                for field in fields {
                    for (name, status) in zip(Self.names, [200, 200, 404, 404]) {
                        let said = try await Self.ask(port, "/-/\(name)", field)
                        #expect(Self.status(said) == status, "\(name), \(field)")
                    }
                }
            }
        }
        for peer in ["127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"] {
            #expect(LocalProgram.isLocal(peer, [:]), "\(peer)")
        }
        for peer in [nil, "203.0.113.7", "10.0.0.1", "128.0.0.1", "::2", "fe80::1", "::ffff:203.0.113.7", "x", ""] {
            #expect(!LocalProgram.isLocal(peer, [:]), "\(peer ?? "nobody knows who")")
        }
    }

    @Test func `with a port for administrators, health and figures are told there and only there`() async throws {
        let portal = try await Portal(hasAdmin: true)
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                for (name, status) in zip(Self.names, [200, 200, 404, 404]) {
                    let said = try await Self.ask(port, "/-/\(name)")
                    #expect(Self.status(said) == status, "\(name)")
                }
            }
        }
        try await Self.serving(portal) { port in
            for name in Self.names {
                let said = try await Self.ask(port, "/-/\(name)", "Connection: close")
                let answer = try #require(RawAnswer.all(in: said)?.first)
                #expect(
                    answer.status == 200 && answer["cache-control"] == "no-store" && !answer.body.isEmpty,
                    "\(name)"
                )
            }
            for target in ["/", "/dunia/1/kawat-nomor-1", "/-/METRICS", "/-/metrics/", "//-/metrics", "/-/rails"] {
                let said = try await Self.ask(port, target, "Connection: close")
                #expect(Self.status(said) == 404, "\(target)")
            }
            for request in [
                "GET /-/live HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /-/live HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n",
            ] {
                let said = try await RawConnection.exchange(port: port, [Array(request.utf8)])
                #expect(Self.status(said) == 400, "\(request)")
            }
            let post = "POST /-/metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            let refused = RawAnswer.all(in: try await RawConnection.exchange(port: port, [Array(post.utf8)]))?.first
            #expect(refused?.status == 405 && refused?["allow"] == "GET, HEAD")
        }
    }

    @Test(arguments: [
        "GET /-/metrics HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n",
        "GET /-/metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func `the administrators' port answers one request of a connection, at its head`(request: String) async throws {
        let portal = try await Portal(hasAdmin: true)
        try await Self.serving(portal) { port in
            let line = try await RawConnection(port: port)
            // Ends neither here nor by itself: the other requests, or a body, would follow for ever.
            for _ in 0..<1_000 { await line.say(request) }
            let answers = try #require(RawAnswer.all(in: try await line.readToEnd()))
            #expect(answers.count == 1 && answers[0]["connection"] == "close")
        }
    }

    @Test func `the administrators' port has room for some connections, and for others when they are gone`()
        async throws
    {
        let portal = try await Portal(hasAdmin: true)
        try await Self.serving(portal, connectionTime: .minutes(10)) { port in
            var lines: [RawConnection] = []
            for _ in 0..<80 { lines.append(try await RawConnection(port: port)) }
            // Which of those that come at once find no room is the server's to say.
            for line in await RawConnection.firstClosed(16, of: lines) {
                #expect(try await line.readToEnd().isEmpty)
            }
            #expect(lines.count(where: \.isOpen) == 64)
            lines = []
            var status: Int?
            while status == nil { status = Self.status(try await Self.ask(port, "/-/live")) }
            #expect(status == 200)
        }
    }

    private static func serving(
        _ portal: Portal,
        connectionTime: TimeAmount? = nil,
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        var admin = AdminPort(portal.sites, host: "127.0.0.1", port: 0) { bound.yield($0) }
        if let connectionTime { admin.connectionTime = connectionTime }
        let port = admin
        let running = Task { try await port.run() }
        defer { running.cancel() }
        var iterator = ports.makeAsyncIterator()
        try await body(try #require(await iterator.next()))
    }
}
