import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite struct OutageTests {
    @Test func `while the store is away, pages that are kept are served and others are put off`() async throws {
        let portal = try await Portal()
        let front = try await portal.ask("/")
        portal.home.store.close()
        let kept = try await portal.ask("/")
        #expect(kept.status == .ok && kept.headers == front.headers && kept.body == front.body)
        for uri in ["/dunia", "/dunia/1/kawat-nomor-1", "/cari?q=a", "/feed.xml", "/sitemap.xml", "/a/b/c/d"] {
            let response = try await portal.ask(uri, .get, [.acceptEncoding: "gzip"])
            #expect(response.status == .serviceUnavailable, "\(uri)")
            #expect(response["Retry-After"] == "5", "\(uri)")
            #expect(response["Cache-Control"] == "no-store", "\(uri)")
            #expect(response["ETag"] == nil, "\(uri)")
        }
        #expect(try await portal.ask("/dunia").text.contains("Sebentar, kami segera kembali"))
        #expect(try await portal.ask("/dunia", .post).status == .methodNotAllowed)
        // What needs no store needs none.
        for uri in ["/robots.txt", "/-/rails", "/-/live", "/-/metrics"] {
            #expect(try await portal.ask(uri).status == .ok, "\(uri)")
        }
        #expect(try await portal.ask("/-/reads/1", .post, [.userAgent: "Firefox"]).status == .noContent)
    }

    @Test func `while every thread of the press is busy, others are put off and machines are answered`() async throws {
        let portal = try await Portal(threads: PressingThreads(1, queue: 0))
        let front = try await portal.ask("/")
        try await portal.press.house.threads.take { _ in
            let kept = try await portal.ask("/")
            #expect(kept.status == .ok && kept.body == front.body)
            for uri in ["/-/live", "/-/ready", "/-/health", "/-/metrics", "/-/rails"] {
                #expect(try await portal.ask(uri).status == .ok, "\(uri)")
            }
            #expect(try await portal.ask("/dunia/1/salah")["Location"] == "/dunia/1/kawat-nomor-1")
            #expect(try await portal.ask("/dunia/9/salah").status == .notFound)
            for uri in ["/dunia", "/dunia/1/kawat-nomor-1", "/cari?q=a", "/feed.xml", "/sitemap.xml"] {
                let response = try await portal.ask(uri)
                #expect(response.status == .serviceUnavailable && response["Retry-After"] == "5", "\(uri)")
            }
            #expect(try await portal.ask("/-/metrics").text.contains("\nwarta_press_refusals_total 5\n"))
        }
        #expect(try await portal.ask("/dunia").status == .ok)
    }

    @Test func `health and readiness say what is wrong`() async throws {
        let isReady = Mutex(true)
        let portal = try await Portal(isReady: { isReady.withLock { $0 } })
        let well = try await portal.ask("/-/health")
        #expect(well.status == .ok)
        #expect(well.text == "{\"status\":\"ok\",\"store\":true,\"press\":true}\n")
        #expect(well["Content-Type"] == "application/json")
        let ready = try await portal.ask("/-/ready")
        #expect(ready.status == .ok && ready.text == "ok\n")
        isReady.withLock { $0 = false }
        let ill = try await portal.ask("/-/health")
        #expect(ill.status == .serviceUnavailable)
        #expect(ill.text == "{\"status\":\"degraded\",\"store\":false,\"press\":true}\n")
        let unready = try await portal.ask("/-/ready")
        #expect(unready.status == .serviceUnavailable && unready.text == "not ready\n")
        let live = try await portal.ask("/-/live")
        #expect(live.status == .ok && live.text == "ok\n")
        for response in [well, ready, ill, unready, live] { #expect(response["Cache-Control"] == "no-store") }
    }

    @Test func `a press that is not open yet is not ready`() async throws {
        let portal = try await Portal(isOpen: false)
        try await Hummingbird.Application(responder: AskedHere(sites: portal.sites, host: "localhost")).test(.router) {
            client in
            for uri in ["/-/ready", "/-/health", "/-/rails"] {
                let response = try await client.executeRequest(uri: uri, method: .get, headers: [:], body: nil)
                #expect(response.status == .serviceUnavailable, "\(uri)")
            }
        }
    }

    @Test func `figures are told in Prometheus' format`() async throws {
        let portal = try await Portal()
        for _ in 0..<3 { _ = try await portal.ask("/") }
        _ = try await portal.ask("/-/reads/1", .post, [.userAgent: "Firefox"])
        _ = try await portal.ask("/-/reads/1", .post, [.userAgent: "Firefox"])
        _ = try await portal.ask("/-/reads/2", .post, [.userAgent: "Firefox"])
        _ = try await portal.ask("/-/reads/1", .post, [.userAgent: "curl/8.0"])
        let response = try await portal.ask("/-/metrics")
        #expect(response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = response.text.split(separator: "\n").map(String.init)
        #expect(response.text.hasSuffix("\n"))
        let form = #/# TYPE warta_[a-z_]+ (counter|gauge)|warta_[a-z_]+(\{reason="[a-z]+"\})? \d+/#
        for line in lines { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
        for figure in [
            "warta_press_hits_total 2", "warta_press_pressings_total 1", "warta_press_evictions_total 0",
            "warta_press_reads_total 1", "warta_press_lifts_total 1",
            #"warta_reads_refused_total{reason="repeated"} 1"#,
            #"warta_reads_refused_total{reason="unknown"} 1"#, #"warta_reads_refused_total{reason="robot"} 1"#,
            #"warta_reads_refused_total{reason="crowd"} 0"#, "warta_live_listeners 0",
            "warta_press_cache_bytes \(portal.press.house.cacheSize)",
        ] {
            #expect(lines.contains(figure), "\(figure)")
        }
        #expect(lines.contains("# TYPE warta_press_compressions_total counter"))
        #expect(portal.press.house.cacheSize > 0)
    }
}
