import HTTPTypes
import NIOCore
import News
import Synchronization
import TestSupport
import Testing

@testable import Press
@testable import Web

/// What `/-/metrics` tells of requests: each is counted once, under what it asked for, whichever way it was answered.
@Suite(.timeLimit(.minutes(10))) struct FigureTests {
    private static func ask(_ port: Int, _ requests: String...) async throws -> [RawAnswer] {
        let text = requests.map { $0 + "\r\nHost: x\r\n\r\n" }.joined()
        let end = "GET /-/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        return RawAnswer.all(in: try await RawConnection.exchange(port: port, [Array((text + end).utf8)])) ?? []
    }

    private static func figures(_ port: Int) async throws -> PrometheusReader {
        let said = try await ask(port, "GET /-/metrics HTTP/1.1")
        return try PrometheusReader(String(decoding: try #require(said.first).body, as: UTF8.self))
    }

    private static func count(
        _ figures: PrometheusReader,
        _ route: String,
        _ status: String = "2xx",
        version: String = "http/1.1"
    ) -> Double {
        figures["warta_requests_total", ["route": route, "protocol": version, "status": status]] ?? 0
    }

    @Test func `figures are well formed, also before the first request and with several newspapers`() async throws {
        let portal = try await Portal()
        _ = try PrometheusReader(try await portal.ask("/-/metrics").text)
        try await portal.serving { port in _ = try await Self.figures(port) }
    }

    @Test func `the reader of figures finds what Prometheus would not take`() {
        let head = "# HELP a_total A.\n# TYPE a_total counter\n"
        let histogram = "# HELP h H.\n# TYPE h histogram\n"
        for text in [
            "", "a_total 1\n", head + "a_total 1", head + "a_total\n", head + "a_total x\n",
            head + "a_total 1\na_total 2\n",
            head + "a_total{b=1} 1\n", head + "a_total{b=\"1\",b=\"2\"} 1\n", head + "a_total{b=\"\"\"} 1\n",
            head + head,
            "# HELP a A.\n# TYPE a counter\na 1\n", "# TYPE a_total counter\na_total 1\n",
            histogram + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
            histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
            histogram + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n",
        ] {
            #expect(throws: PrometheusReader.Fault.self, "\(text)") { _ = try PrometheusReader(text) }
        }
    }

    @Test func `each request is counted once, under what it asked for`() async throws {
        let portal = try await Portal()
        try await portal.serving { port in
            _ = try await Self.ask(
                port,
                "GET / HTTP/1.1",
                "GET / HTTP/1.1",
                "HEAD / HTTP/1.1",
                "GET /dunia/1/kawat-nomor-1 HTTP/1.1",
                "GET /tidak/ada HTTP/1.1",
                "GET /cari?q=kawat HTTP/1.1",
                "GET /feed.xml HTTP/1.1",
                "GET /newsroom HTTP/1.1",
                "GET /-/live HTTP/1.1",
                "GET /-/media/x HTTP/1.1",
                "POST /-/reads/1 HTTP/1.1\r\nUser-Agent: Firefox\r\nContent-Length: 0"
            )
            _ = try await RawConnection.exchange(port: port, [Array("GET /\u{1}x HTTP/1.1\r\n\r\n".utf8)])
            let long = "GET /" + String(repeating: "a", count: 9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"
            _ = try await RawConnection.exchange(port: port, [Array(long.utf8)])
            let figures = try await Self.figures(port)
            // The first of three was pressed, and is no kept page.
            #expect(Self.count(figures, "kept") == 2)
            #expect(Self.count(figures, "page") == 2)
            #expect(Self.count(figures, "page", "4xx") == 2)
            #expect(Self.count(figures, "search") == 1)
            #expect(Self.count(figures, "file") == 1)
            #expect(Self.count(figures, "read") == 1)
            #expect(Self.count(figures, "refused", "4xx") == 2)
            // Two asked for by name, and at the end of the two connections that were asked before; not this one's.
            #expect(Self.count(figures, "machine") >= 2)
            #expect(["2xx", "3xx", "4xx"].reduce(0) { $0 + Self.count(figures, "newsroom", $1) } == 1)
            let labels = ["route": "page", "protocol": "http/1.1"]
            #expect(figures["warta_request_duration_seconds_count", labels] == 4)
            #expect(figures["warta_request_duration_seconds_count", ["route": "kept", "protocol": "http/1.1"]] == nil)
        }
    }

    @Test func `whatever is counted of reads, the press and streams is told`() async throws {
        let portal = try await Portal()
        for _ in 0..<3 { _ = try await portal.ask("/") }
        for browser in ["Firefox", "Firefox", "curl/8.0"] {
            _ = try await portal.ask("/-/reads/1", .post, [.userAgent: browser])
        }
        _ = try await portal.ask("/-/reads/2", .post, [.userAgent: "Firefox"])
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        for (name, value) in [
            ("warta_press_hits_total", 2.0), ("warta_press_pressings_total", 1), ("warta_press_evictions_total", 0),
            ("warta_press_reads_total", 1), ("warta_press_lifts_total", 1), ("warta_press_cache_pages", 1),
            ("warta_live_listeners", 0), ("warta_press_cache_bytes", Double(portal.press.house.cacheSize)),
            ("warta_press_waiting", 0), ("warta_reads_waiting", 1), ("warta_draining", 0),
        ] {
            #expect(figures[name, [:]] == value, "\(name)")
        }
        for (reason, value) in [("repeated", 1.0), ("unknown", 1), ("robot", 1), ("crowd", 0)] {
            #expect(figures["warta_reads_refused_total", ["reason": reason]] == value, "\(reason)")
        }
        #expect(figures["warta_press_pressing_seconds_total", [:]].map { $0 > 0 } == true)
        #expect(figures["warta_journal_position", ["newspaper": "1"]] == Double(portal.press.journalPosition))
        #expect(figures["warta_writing_batches_total", ["outcome": "kept"]] == 0)
    }
}
