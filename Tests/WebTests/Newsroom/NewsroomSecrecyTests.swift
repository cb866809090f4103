import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// What the desk writes is the desk's: no reader, program or cache learns a word of it, or that it is there.
@Suite(.timeLimit(.minutes(10))) struct NewsroomSecrecyTests {
    private static let canary = "kenarirahasia"

    private static let addresses = [
        "/", "/dunia", "/dunia/1/kawat-nomor-1", "/dunia/2/x", "/dunia/3/x", "/indeks", "/indeks?rubrik=dunia",
        "/tag/rusia", "/tag/kenarirahasia", "/penulis/alifia-dwi-ramandhita", "/penulis/kenarirahasia",
        "/kenarirahasia", "/populer",
        "/cari?q=kenarirahasia", "/cari?q=kawat", "/feed.xml", "/atom.xml", "/feed.json", "/dunia/feed.xml",
        "/sitemap.xml", "/sitemap-0.xml", "/sitemap-news.xml", "/robots.txt", "/-/rails", "/-/health", "/-/metrics",
        "/newsroom", "/newsroom/stories/2", "/newsroom/stories/2/preview", "/newsroom/stories/2/preview/page",
        "/newsroom/sign-in",
    ]

    /// What readers get at each address: its status, its head but the date, and its body without the words of the question.
    private func look(_ portal: Portal) async throws -> [String: String] {
        try await portal.press.follower.catchUp()
        var seen: [String: String] = [:]
        for address in Self.addresses {
            let response = try await portal.ask(address)
            let differing: [HTTPField.Name] = [.setCookie, .date, .requestID]
            let head = response.headers.filter { !differing.contains($0.name) }.map(\.description)
            let body = address.hasPrefix("/newsroom") || address.hasPrefix("/-/metrics") ? "" : response.text
            seen[address] = ([response.status.description] + head + [body]).joined(separator: "\n")
            if !address.contains(Self.canary) { #expect(!response.text.contains(Self.canary), "\(address)") }
        }
        return seen
    }

    @Test func `drafts, working copies and what is said of them are on no page of readers, and change none`()
        async throws
    {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        _ = try await look(portal)
        portal.clock.advance(seconds: 2)
        let before = try await look(portal)
        let rail = portal.press.state.rails?.updates.id

        // In the working copy of a live story, in every field.
        _ = try await browser.get("/newsroom/stories/1")
        let fields: KeyValuePairs = [
            "base": browser.field("base") ?? "", "headline": "Judul \(Self.canary)", "lead": Self.canary,
            "body": "Isi \(Self.canary).", "section": Self.canary, "genre": Self.canary, "place": Self.canary,
            "zone": "Asia/Jakarta", "language": "id", "tags": Self.canary, "byline": Self.canary,
            "byline_role": "author", "reason": Self.canary,
        ]
        #expect(try await browser.post("/newsroom/stories/1", fields).status == .seeOther)
        // In a draft, and in what was said when it was sent back.
        _ = try await browser.get("/newsroom/stories")
        #expect(try await browser.post("/newsroom/stories", fields).status == .seeOther)
        for (step, reason) in [("submission", ""), ("return", Self.canary)] {
            _ = try await browser.get("/newsroom/stories/2/\(step)")
            let sent: KeyValuePairs = ["sight": browser.field("sight") ?? "", "reason": reason]
            #expect(try await browser.post("/newsroom/stories/2/\(step)", sent).status == .seeOther)
        }
        // In a story that waits for its time.
        _ = try await browser.get("/newsroom/stories")
        _ = try await browser.post("/newsroom/stories", fields)
        _ = try await browser.get("/newsroom/stories/3/schedule")
        let time: KeyValuePairs = ["sight": browser.field("sight") ?? "", "day": "2026-06-01", "clock": "10:00"]
        #expect(try await browser.post("/newsroom/stories/3/schedule", time).status == .seeOther)

        let after = try await look(portal)
        for address in Self.addresses where !address.hasPrefix("/-/metrics") && !address.hasPrefix("/-/health") {
            #expect(after[address] == before[address], "\(address)")
        }
        // Whoever listens to the rail is told nothing new.
        #expect(portal.press.state.rails?.updates.id == rail)
    }
}
