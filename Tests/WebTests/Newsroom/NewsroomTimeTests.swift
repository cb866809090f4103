import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// The time machine: who may use it, what it asks, and what its pages say of themselves.
@Suite(.timeLimit(.minutes(10))) struct NewsroomTimeTests {
    let portal: Portal
    let cast: DeskCast

    init() async throws {
        portal = try await Portal([.sample(1), .sample(2)])
        cast = try await DeskCast(portal.desk)
    }

    private func ask(_ path: String, at time: Timestamp, _ more: String = "") -> String {
        "path=\(PercentEncoding.encodeWhole(path))&at=\(PercentEncoding.encodeWhole(RFC3339.write(time)))\(more)"
    }

    @Test func `a story is shown as it was to any member, with an answer that nobody keeps`() async throws {
        let before = portal.clock.now
        portal.clock.advance(seconds: 600)
        _ = try await portal.desk.withdrawStory(StoryNumber(rawValue: 1), on: .mistake, reason: "Keliru", actor: "dewi")
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        let query = ask("https://warta.example/dunia/1/apa-pun", at: before)
        let outer = try await citra.get("/newsroom/time?" + query)
        #expect(outer.status == .ok && outer.text.contains("<iframe src=\"/newsroom/time/page?path="))
        let inner = try await citra.get("/newsroom/time/page?" + query)
        #expect(inner.status == .ok && inner.text.contains("Kawat nomor 1") && inner.text.contains("class=\"past\""))
        #expect(inner["Cache-Control"] == "private, no-store" && inner["X-Robots-Tag"] == "noindex, nofollow")
        // Nothing runs in it: it counts no read, and no stream changes its rails.
        #expect(inner["Content-Security-Policy"]?.contains("script-src") == false)
        let after = try await citra.get("/newsroom/time/page?" + ask("/dunia/1", at: portal.clock.now))
        #expect(after.status == .gone && after.text.contains("Dicabut"))
        let front = try await citra.get("/newsroom/time/page?" + ask("/", at: before))
        #expect(front.text.contains("Kawat nomor 1") && front.text.contains("Kawat nomor 2"))
    }

    @Test func `day and clock are those of the desk, and what cannot be told is said`() async throws {
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        let form = try await citra.get("/newsroom/time").text
        #expect(form.contains("value=\"2026-01-02\"") && form.contains("value=\"12:00\""))
        let page = try await citra.get("/newsroom/time?path=%2Fdunia&day=2026-01-02&clock=12:00")
        #expect(page.status == .ok && page.text.contains("at=2026-01-02T12%3A00%3A00%2B07%3A00"))
        let wrong = [
            ("path=%2Fcari&day=2026-01-02&clock=12:00", "Hanya berita"),
            ("path=x&day=2026-01-02&clock=12:00", "Hanya berita"),
            ("path=%2F&day=2026-02-31&clock=12:00", "tidak terbaca"),
            ("path=%2F&day=2026-01-02&clock=25:00", "tidak terbaca"),
            ("path=%2F&at=kemarin", "tidak terbaca"), ("path=%2F&day=2026-01-02&clock=12:01", "belum lewat"),
        ]
        for (query, words) in wrong {
            let answer = try await citra.get("/newsroom/time?" + query)
            #expect(answer.status == .badRequest && answer.text.contains(words), "\(query)")
            #expect(try await citra.get("/newsroom/time/page?" + query).status == .badRequest, "\(query)")
        }
        let early = try await citra.get("/newsroom/time?path=%2Fdunia%2F1&day=2026-01-02&clock=11:59")
        #expect(early.text.contains("baru masuk ke sini pada 2 Jan 2026, 12:00") && !early.text.contains("<iframe"))
    }

    @Test func `what a correction hides is for those who may correct`() async throws {
        let before = portal.clock.now
        portal.clock.advance(seconds: 600)
        let draft = Correction.Draft(kind: .correction, place: .above, words: "Nama dihapus.", hidesFormer: true)
        let one = StoryNumber(rawValue: 1)
        let open = try await portal.desk.openWorkingCopy(of: one, actor: "bagus")
        var copy = open.copy
        copy.headline = "Tanpa nama"
        _ = try await portal.desk.saveWorkingCopy(of: one, copy, madeFrom: open.base, actor: "bagus")
        _ = try await portal.desk.correctStory(one, draft, actor: "bagus")
        let (query, asked) = (ask("/dunia/1", at: before), ask("/dunia/1", at: before, "&hidden=1"))
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        for query in [query, asked] {
            let outer = try await citra.get("/newsroom/time?" + query).text
            #expect(outer.contains("Ralat nomor 1 menyembunyikan") && !outer.contains("hidden=1"))
            let inner = try await citra.get("/newsroom/time/page?" + query)
            #expect(inner.status == .forbidden && !inner.text.contains("Kawat nomor 1"))
        }
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await bagus.get("/newsroom/time?" + query).text.contains("hidden=1"))
        #expect(try await bagus.get("/newsroom/time/page?" + asked).text.contains("Kawat nomor 1"))
    }

    @Test func `each version leads to what readers saw as it was saved`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        let history = try await bagus.get("/newsroom/stories/1/revisions").text
        let query = "path=%2Fdunia%2F1%2Fkawat-nomor-1&amp;at=2026-01-02T12%3A00%3A00%2B07%3A00"
        #expect(history.contains("/newsroom/time?" + query))
    }
}
