import Editorial
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

    @Test func `while the store is away, kept pages say since when, whoever answers them`() async throws {
        let away = Mutex<Int?>(nil)
        let portal = try await Portal(secondsAway: { away.withLock { $0 } })
        #expect(try await portal.ask("/")["Cache-Status"] == nil)
        away.withLock { $0 = 12 }
        let kept = try await portal.ask("/")
        #expect(kept.status == .ok && kept["Cache-Status"] == "Warta; hit; ttl=-12")
        let tag = try #require(kept["ETag"])
        let unchanged = try await portal.ask("/", .get, [.ifNoneMatch: tag])
        #expect(unchanged.status == .notModified && unchanged["Cache-Status"] == "Warta; hit; ttl=-12")
        #expect(try await portal.ask("/tidak/ada")["Cache-Status"] == nil)
        try await portal.serving { port in
            let requests =
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: \(tag)\r\nConnection: close\r\n\r\n"
            let answers = RawAnswer.all(in: try await RawConnection.exchange(port: port, [Array(requests.utf8)]))
            #expect(answers?.map(\.status) == [200, 304])
            for answer in answers ?? [] { #expect(answer["cache-status"] == "Warta; hit; ttl=-12") }
        }
        #expect(try await portal.ask("/-/metrics").text.contains("\nwarta_store_away_seconds 12\n"))
        #expect(try await portal.ask("/-/health").text.contains(#""away":12"#))
    }

    @Test func `a store that does not answer turns everybody away at once, until it does`() async throws {
        let portal = try await Portal()
        _ = try await portal.ask("/")
        portal.home.store.turnAway(true)
        #expect(try await portal.ask("/").status == .ok)
        let missed = try await portal.ask("/dunia")
        #expect(missed.status == .serviceUnavailable && missed["Retry-After"] == "5")
        await #expect(throws: NewsError.self) { try await portal.desk.releaseDueStories() }
        try await portal.home.store.probe()
        portal.home.store.turnAway(false)
        #expect(try await portal.ask("/dunia").status == .ok)
    }

    @Test func `health tells administrators what to look at`() async throws {
        let portal = try await Portal()
        let now = portal.clock.now
        var report = HealthReport(
            at: now,
            build: "abc",
            schema: 7,
            since: now.adding(seconds: -60),
            place: "/data",
            server: "SQLite 3",
            storeTime: .milliseconds(3),
            journalLag: 0
        )
        report.disk = (free: 50 << 30, all: 100 << 30)
        report.pictures = HealthReport.Pictures(place: "/foto", isWritable: true, isFound: true)
        portal.sites.report(report)
        let well = try await portal.ask("/-/health").text
        for part in [
            #""status":"ok""#, #""warnings":[]"#, #""version":{"build":"abc","schema":7}"#,
            #""database":{"place":"/data","server":"SQLite 3","milliseconds":3}"#, #""journal":{"lag":0}"#,
            #""schedules":{"due":0}"#, #""pictures":{"place":"/foto","writable":true,"found":true}"#,
            #""disk":{"free":"#,
        ] {
            #expect(well.contains(part), "\(part)")
        }
        #expect(!well.contains("\"mail\""))
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        #expect(figures["warta_disk_free_bytes", [:]] == Double(50 << 30) && figures["warta_mail_waiting", [:]] == nil)
        // A network file system may say that it has no end.
        report.disk = (free: .max - 1, all: .max)
        portal.sites.report(report)
        #expect(try await portal.ask("/-/health").text.contains(#""warnings":[]"#))
        report.disk = (free: 4 << 30, all: 100 << 30)
        report.pictures = HealthReport.Pictures(place: "/foto", isWritable: false, isFound: false)
        report.letters = (waiting: 2, failed: 1, oldest: now.adding(seconds: -901))
        report.nextDue = now.adding(seconds: -61)
        report.journalLag = 1_001
        report.movesTo = "db.example/warta"
        report.redReceipts = 2
        portal.sites.report(report)
        let ill = try await portal.ask("/-/health")
        #expect(ill.status == .ok, "readers notice nothing yet")
        let warnings = #""disk","pictures","pictures_elsewhere","mail","schedules","journal","receipts","moving""#
        #expect(ill.text.contains("\"warnings\":[\(warnings)]"))
        portal.clock.advance(seconds: 61)
        #expect(try await portal.ask("/-/health").text.contains(#""journal","receipts","moving","report"]"#))
    }
}
