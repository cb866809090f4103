import Application
import Foundation
import HTTPTypes
import NIOCore
import News
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The access log: a line for each request, whoever answers it, and nothing in it that is nobody's business.
@Suite(.timeLimit(.minutes(10))) struct AccessLogTests {
    /// Lines of a log in memory.
    private final class Lines: Sendable {
        private let state = Mutex<[String]>([])

        var all: [String] { state.withLock { $0 } }

        func log(_ format: AccessLog.Format) -> AccessLog {
            AccessLog(
                format,
                write: { [self] line in state.withLock { $0.append(String(decoding: line, as: UTF8.self)) } },
                lost: { 0 }
            )
        }
    }

    private static func line(_ format: AccessLog.Format, _ change: (inout AccessEntry) -> Void = { _ in }) -> String {
        let lines = Lines()
        var entry = AccessEntry(client: "203.0.113.7")
        entry.method = "GET"
        entry.target = "/dunia?a=1"
        entry.host = "warta.example"
        (entry.status, entry.bytes) = (200, 1_234)
        change(&entry)
        lines.log(format).write(entry, at: Timestamp(milliseconds: 1_795_725_744_123))
        return lines.all.joined()
    }

    @Test func `lines are written in the formats that other programs read`() {
        let common = #"203.0.113.7 - - [26/Nov/2026:20:42:24 +0000] "GET /dunia?a=1 HTTP/1.1" 200 1234"#
        #expect(Self.line(.common) == common + "\n")
        #expect(Self.line(.combined) == common + " \"-\" \"-\"\n")
        let hostile = Self.line(.combined) { entry in
            entry.agent = "a\"b\\c\u{1B}[2J\r\nGET / é"
            entry.referrer = "https://a.example/"
            entry.bytes = 0
        }
        let quoted = #" "https://a.example/" "a\"b\\c\x1b[2J\x0d\x0aGET / \xc3\xa9""#
        #expect(hostile == common.dropLast(4) + "-" + quoted + "\n")
        #expect(Self.line(.common) { $0.method = "" }.contains(#"] "-" 200"#))
    }

    @Test func `a line of JSON has what is known and nothing else`() throws {
        let plain = Self.line(.json)
        #expect(plain.hasPrefix(#"{"time":"2026-11-26T20:42:24"#) && plain.hasSuffix("}\n"))
        #expect(!plain.contains("seconds") && !plain.contains("request"))
        let whole = Self.line(.json) { entry in
            entry.agent = "a\"\n"
            entry.id = "x-1"
            entry.seconds = 1_000_007_999
        }
        #expect(whole.contains(#""seconds":1.000007"#) && whole.contains(#""request":"x-1""#))
        #expect(whole.contains(#""agent":"a\"\n""#) && whole.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [
        ("/newsroom/link/abc", "/newsroom/link/-"), ("/newsroom/guest/abc/page?x=1", "/newsroom/guest/-/page?x=1"),
        ("http://h/newsroom/link/abc?x", "http://h/newsroom/link/-?x"), ("/newsroom/links", "/newsroom/links"),
        ("/newsroom", "/newsroom"), ("", ""),
    ])
    func `no line tells a one-time link`(address: String, shown: String) {
        #expect(AccessEntry.withoutSecret(address) == shown)
    }

    @Test func `whoever answers a request, it has one line`() async throws {
        let portal = try await Portal(proxies: ["127.0.0.1"])
        let lines = Lines()
        try await portal.sites.serving(accessLog: lines.log(.combined)) { port in
            let agent = "User-Agent: Peramban\r\nX-Forwarded-For: 198.51.100.4\r\n"
            let requests =
                ["/", "/", "/tidak/ada", "/-/live", "/newsroom/link/rahasia"].map {
                    "GET \($0) HTTP/1.1\r\nHost: x\r\n\(agent)\r\n"
                } + ["POST /-/reads/1 HTTP/1.1\r\nHost: x\r\n\(agent)Content-Length: 0\r\n\r\n"]
                + ["GET / HTTP/1.0\r\n\(agent)\r\n"]
            _ = try await RawConnection.exchange(port: port, [Array(requests.joined().utf8)])
        }
        #expect(lines.all.count == 7, "\(lines.all)")
        #expect(lines.all.allSatisfy { $0.hasPrefix("198.51.100.4 - - [") && $0.hasSuffix("\"Peramban\"\n") })
        for (index, part) in [
            #""GET / HTTP/1.1" 200"#, #""GET / HTTP/1.1" 200"#, #""GET /tidak/ada HTTP/1.1" 404"#,
            #""GET /"#, #""GET /newsroom/link/"#, #""POST /"#, #""GET / HTTP/1.0" 200"#,
        ].enumerated() where index < lines.all.count {
            #expect(lines.all[index].contains(part), "\(lines.all[index])")
        }
        #expect(!lines.all.joined().contains("rahasia"))
    }

    @Test func `a client that leaves before its answer has a line too`() async throws {
        let portal = try await Portal()
        let lines = Lines()
        try await portal.sites.serving(accessLog: lines.log(.common)) { port in
            let line = try await RawConnection(port: port)
            await line.say("POST /newsroom/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
            await line.close()
            while lines.all.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        }
        #expect(lines.all.count == 1 && lines.all[0].contains("POST /newsroom/sign-in"))
    }

    @Test func `a file that takes nothing costs lines, no memory and no time`() async throws {
        let file = try AccessLogFile(path: "/dev/full", format: .common, logger: .silent, most: 1_000)
        let line = Array((String(repeating: "x", count: 99) + "\n").utf8)
        for _ in 0..<50 { file.append(line) }
        file.flush()
        #expect(file.lostLines == 50)
    }

    @Test func `a file that was moved away is made again, and no line is lost`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/warta-log-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (path, former) = (folder + "/access.log", folder + "/access.log.1")
        let file = try AccessLogFile(path: path, format: .common, logger: .silent)
        file.append(Array("satu\n".utf8))
        try FileManager.default.moveItem(atPath: path, toPath: former)
        file.reopen()
        file.append(Array("dua\n".utf8))
        file.flush()
        let (first, second) = (
            try String(contentsOfFile: former, encoding: .utf8), try String(contentsOfFile: path, encoding: .utf8)
        )
        #expect(first + second == "satu\ndua\n" && first.hasPrefix("satu"))
        #expect(throws: NewsError.self) {
            _ = try AccessLogFile(path: folder + "/tidak/ada", format: .common, logger: .silent)
        }
    }
}
