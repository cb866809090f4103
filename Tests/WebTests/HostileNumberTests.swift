import Foundation
import News
import TestSupport
import Testing

@testable import Web

/// Numbers of every size wherever a request may hold one.
///
/// Arithmetic that overflows ends the process, and with it this test; so what is expected is an answer to each request,
/// and a page afterwards.
@Suite(.timeLimit(.minutes(10))) struct HostileNumberTests {
    /// Fields with a number in them, for which `#` stands: all that the server looks at, and some that it might.
    private static let fields = [
        "If-Modified-Since: Mon, # Apr 2022 04:53:00 GMT", "If-Modified-Since: Mon, 15 Apr # 04:53:00 GMT",
        "If-Modified-Since: Mon, 15 Apr 2022 #:53:00 GMT", "If-Modified-Since: Mon, 15 Apr 2022 04:#:00 GMT",
        "If-Modified-Since: Mon, 15 Apr 2022 04:53:# GMT", "If-Modified-Since: Monday, #-Apr-22 04:53:00 GMT",
        "If-Modified-Since: Monday, 15-Apr-# 04:53:00 GMT", "If-Modified-Since: Monday, 15-Apr-22 04:53:# GMT",
        "If-Modified-Since: Sun Nov # 08:49:37 1994", "If-Modified-Since: Sun Nov  6 #:49:37 1994",
        "If-Modified-Since: Sun Nov  6 08:49:37 #", "If-Modified-Since: #", "If-Unmodified-Since: #",
        "If-None-Match: #", "If-None-Match: \"#\"", "If-None-Match: W/\"#-gz\", #", "If-Match: #", "If-Range: #",
        "Range: bytes=#-", "Range: bytes=-#", "Range: bytes=#-#", "Range: bytes=0-#", "Range: bytes=#-0",
        "Range: bytes=0-1,#-#", "Range: #=0-1", "Accept-Encoding: gzip;q=#", "Accept-Encoding: *;q=#, gzip;q=#",
        "Accept-Language: id;q=#", "X-Forwarded-For: #", "X-Forwarded-For: #.#.#.#", "X-Forwarded-For: 203.0.113.7:#",
        "X-Forwarded-For: [::1]:#", "X-Forwarded-For: 203.0.113.7, #, 127.0.0.1", "X-Forwarded-For: ::#",
        "Forwarded: for=192.0.2.1:#", "X-Real-IP: #", "User-Agent: Mozilla/# Firefox/#", "Sec-Fetch-Site: #",
        "Sec-Purpose: #", "Last-Event-ID: #", "Surrogate-Capability: #=\"ESI/#\"", "Max-Forwards: #", "Cookie: a=#",
        "Keep-Alive: timeout=#, max=#", "Upgrade-Insecure-Requests: #", "Origin: http://x:#", "DNT: #", "Via: # x",
    ]

    /// Fields that decide where a request ends, or whose it is: each request has a connection of its own.
    private static let risky = [
        "Content-Length: #", "Content-Length: 0#", "Content-Length: #, #", "Transfer-Encoding: #", "Connection: #",
        "Transfer-Encoding: chunked;q=#", "Expect: #-continue", "Upgrade: h#c", "Host: x:#", "Host: #", "Host: [::#]",
    ]

    private static let targets = [
        "/dunia/#", "/dunia/#/kawat", "/dunia/1/kawat-nomor-1?#", "/#", "/#/#/#", "/sitemap-#.xml", "/-/reads/#",
        "/-/pictures/\(picture)/#.jpg", "/-/theme/#/style.css", "/populer/#-jam", "/populer/#-hari/dunia", "/tag/#",
        "/penulis/#", "/indeks?tanggal=#", "/indeks?tanggal=#-01-01", "/indeks?tanggal=2022-#-01",
        "/indeks?tanggal=2022-01-#", "/indeks?tanggal=9999-12-31&sebelum=#", "/indeks?tanggal=0001-01-01&sesudah=#",
        "/indeks?sebelum=#", "/indeks?sesudah=#", "/indeks?rubrik=#", "/dunia?sebelum=#", "/dunia?sesudah=#",
        "/tag/rusia?sebelum=#", "/penulis/alifia-dwi-ramandhita?sesudah=#", "/cari?q=#", "/cari?q=a&sebelum=#",
        "/cari?q=kawat&sesudah=#", "/cari?q=kawat&urut=sesuai&sebelum=#", "/cari?q=#&urut=#", "/?p=#", "/-/rails?#",
        "/-/live?#", "/-/metrics?#", "/feed.xml?sebelum=#", "/%#", "http://x:#/dunia",
    ]

    private static let picture = String(repeating: "ab", count: 32)

    private static func request(_ target: String, _ fields: [String], method: String = "GET") -> [UInt8] {
        let lines = ["\(method) \(target) HTTP/1.1"] + fields
        return Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
    }

    private static func filled(_ shape: String, _ number: String) -> String {
        shape.replacingOccurrences(of: "#", with: number)
    }

    /// A request that must be answered, and what it is called.
    private struct Asked: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    private static let asked: [Asked] = {
        let pages = ["/dunia/1/kawat-nomor-1", "/-/pictures/\(picture)/320.jpg", "/cari?q=kawat"]
        let byField = fields.flatMap { shape in
            Hostile.numbers.map { (filled(shape, $0), pages[shape.hasPrefix("Range") ? 1 : 0]) }
        }
        let byTarget = targets.flatMap { shape in
            // What would part the request line is no number.
            Hostile.numbers.filter { !$0.contains(" ") && $0.utf8.allSatisfy { $0 < 128 } }.map { filled(shape, $0) }
        }
        return byField.map { Asked(name: $0.0, bytes: request($0.1, ["Host: x", $0.0])) }
            + pages.dropFirst(2).flatMap { page in
                fields.map { Asked(name: $0, bytes: request(page, ["Host: x", filled($0, "9223372036854775807")])) }
            }
            + byTarget.map { Asked(name: $0, bytes: request($0, ["Host: x"])) }
            + byTarget.map { Asked(name: "POST " + $0, bytes: request($0, ["Host: x"], method: "POST")) }
    }()

    private static let alone: [[UInt8]] =
        risky.flatMap { shape in
            Hostile.numbers.flatMap { number in
                let field = filled(shape, number)
                return ["/dunia/1/kawat-nomor-1", "/-/reads/1"].map { target in
                    request(
                        target,
                        field.hasPrefix("Host") ? [field] : ["Host: x", field],
                        method: target.hasPrefix("/-/") ? "POST" : "GET"
                    )
                }
            }
        }
        + Hostile.numbers.flatMap { number in
            [
                request("/", ["Host: x", "Transfer-Encoding: chunked"], method: "POST")
                    + Array("\(number)\r\nabc\r\n0\r\n\r\n".utf8),
                request(
                    "/-/updates?last=\(number.filter { $0 != " " })",
                    ["Host: x", "Last-Event-ID: \(number)"],
                    method: "HEAD"
                ),
                Array("GET / HTTP/\(number)\r\nHost: x\r\n\r\n".utf8),
            ]
        }

    @Test(arguments: [true, false])
    func `a number of any size in any field, query or path is answered, and ends nothing`(
        hasFastPath: Bool
    )
        async throws
    {
        let file = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString).jpg"
        try Data(repeating: 7, count: 1_000).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let portal = try await Portal(proxies: ["127.0.0.1"], pictureFile: { _, width, _ in width == 320 ? file : nil })
        _ = try await portal.ask("/dunia/1/kawat-nomor-1")
        portal.clock.advance(seconds: 1)
        try await portal.serving(hasFastPath: hasFastPath) { port in
            for start in stride(from: 0, to: Self.asked.count, by: 100) {
                let row = Self.asked[start..<min(start + 100, Self.asked.count)]
                let said = try await RawConnection.exchange(port: port, [row.flatMap(\.bytes)])
                let answers = try #require(RawAnswer.all(in: said), "after \(row.map(\.name)): \(RawAnswer.text(said))")
                #expect(answers.count == row.count, "after \(row.map(\.name))")
                for (asked, answer) in zip(row, answers) {
                    #expect(Self.statuses.contains(answer.status), "\(asked.name): \(answer.status)")
                }
            }
            for bytes in Self.alone {
                let said = try await RawConnection.exchange(port: port, [bytes])
                #expect(
                    !RawAnswer.text(said).hasPrefix("HTTP/1.1 5"),
                    "\(RawAnswer.text(bytes)): \(RawAnswer.text(said))"
                )
            }
            for number in Hostile.numbers where hasFastPath {
                // The fast path ends a stream whose reader says no more.
                let stream = Self.request("/-/updates", ["Host: x", "Last-Event-ID: \(number)"])
                #expect(try await RawConnection.exchange(port: port, [stream]).count > 100, "\(number)")
            }
            let said = try await RawConnection.exchange(port: port, [Exchange.ask(Exchange.story).bytes])
            #expect(RawAnswer.all(in: said)?.first?.status == 200)
        }
    }

    private static let statuses: Set = [200, 204, 206, 301, 304, 400, 404, 405, 416]
}
