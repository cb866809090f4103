import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Fronts are arranged in the newsroom, with buttons that send the whole list.
@Suite(.timeLimit(.minutes(10))) struct NewsroomFrontTests {
    let portal: Portal
    let cast: DeskCast
    let citra: DeskBrowser
    static let path = "/newsroom/fronts/site"

    init() async throws {
        portal = try await Portal()
        for number in 2...6 as ClosedRange<Int64> { try await portal.take(.sample(number)) }
        cast = try await DeskCast(portal.desk)
        citra = try await DeskBrowser.signedIn(portal, cast.editor)
    }

    private func newest(_ front: Front = .site) async throws -> FrontVersion? {
        try await portal.home.store.read { try $0.newestFront(front) }
    }

    private func stories() async throws -> [Int64]? { try await newest()?.arrangement.cards.map(\.story.rawValue) }

    /// Presses a button of the page as it is, with the cards that it has and others' words.
    private func press(
        _ act: String,
        cards: [Int64],
        headlines: [String]? = nil,
        ends: [String]? = nil,
        seen: String? = nil,
        more: [(String, String)] = [],
        at path: String = Self.path,
        by browser: DeskBrowser? = nil
    ) async throws -> TestResponse {
        let browser = browser ?? citra
        _ = try await browser.get(path)
        var fields = [("token", browser.token ?? ""), ("seen", seen ?? browser.field("seen") ?? "0"), ("act", act)]
        for (place, number) in cards.enumerated() {
            fields += [
                ("story", String(number)), ("headline", headlines?[place] ?? ""), ("lead", ""),
                ("until", ends?[place] ?? ""),
            ]
        }
        let body = (fields + more).map { "\($0)=\(PercentEncoding.encodeWhole($1))" }.joined(separator: "&")
        return try await browser.send(path, body)
    }

    @Test func `cards are added, moved, given words and an end, launched and put back`() async throws {
        #expect(try await press("add:3", cards: []).status == .seeOther)
        #expect(try await press("add:5", cards: [3]).status == .seeOther)
        #expect(try await stories() == [5, 3])
        #expect(try await press("down:5", cards: [5, 3]).status == .seeOther)
        #expect(try await stories() == [3, 5])
        #expect(try await press("up:3", cards: [3, 5]).status == .seeOther)
        #expect(try await stories() == [3, 5])
        let words = try await press(
            "launch",
            cards: [3, 5],
            headlines: ["Kata redaksi", ""],
            ends: ["", "2099-01-02T03:04"]
        )
        #expect(words.status == .seeOther)
        let live = try #require(try await portal.home.store.read { try $0.liveFront(.site) })
        #expect(live.act == .launched && live.actor == cast.editor.actor)
        #expect(live.arrangement.cards[0].headline == "Kata redaksi" && live.arrangement.cards[1].end != nil)
        let page = try await citra.get(Self.path).text
        #expect(page.contains("value=\"Kata redaksi\"") && page.contains("value=\"2099-01-02T03:04\""))
        #expect(try await press("remove:3", cards: [3, 5]).status == .seeOther)
        #expect(try await stories() == [5])
        #expect(try await press("discard", cards: [5]).status == .seeOther)
        #expect(try await stories() == [3, 5])
        #expect(try await press("launch", cards: []).status == .seeOther)
        #expect(try await press("restore:\(live.number)", cards: []).status == .seeOther)
        let restored = try #require(try await newest())
        #expect(restored.act == .restored && restored.arrangement.cards.count == 2)
        #expect(try await citra.get("/newsroom/fronts").text.contains("/newsroom/fronts/section/dunia"))
    }

    @Test func `somebody who was slower is shown what changed, and what both made of it`() async throws {
        _ = try await press("add:3", cards: [])
        let merged = try await press("add:5", cards: [], seen: "0")
        #expect(merged.status == .conflict && merged.text.contains("role=\"alert\""))
        #expect(merged.text.contains("value=\"add:4\"") && merged.text.contains("id=\"kartu-3\""))
        #expect(merged.text.contains("id=\"kartu-5\"") && citra.field("seen") == "1")
        #expect(try await stories() == [3])
        _ = try await press("save", cards: [3], headlines: ["Kata saya"])
        let clash = try await press("save", cards: [3], headlines: ["Kata lain"], seen: "1")
        #expect(clash.status == .conflict && clash.text.contains("value=\"Kata lain\""))
        #expect(try await newest()?.arrangement.cards[0].headline == "Kata saya")
    }

    @Test(arguments: [
        [("story", "x"), ("headline", ""), ("lead", ""), ("until", "")], [("story", "3")],
        [("story", "3"), ("headline", ""), ("lead", ""), ("until", "besok")], [("cap", "banyak")], [("cap", "9")],
        [("story", "999"), ("headline", ""), ("lead", ""), ("until", "")],
        [("story", "3"), ("headline", String(repeating: "x", count: 201)), ("lead", ""), ("until", "")],
        [("act", "terbang:3")],
    ])
    func `what is broken is refused, and nothing is kept`(fields: [(String, String)]) async throws {
        _ = try await citra.get(Self.path)
        let all = [("token", citra.token ?? ""), ("seen", "0")] + fields
        let body = all.map { "\($0)=\(PercentEncoding.encodeWhole($1))" }.joined(separator: "&")
        let answer = try await citra.send(Self.path, body)
        #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""))
        #expect(try await newest() == nil)
    }

    @Test func `a story stands once, however often it is sent, and its words are escaped`() async throws {
        let twice = try await press("save", cards: [3, 3])
        #expect(twice.status == .badRequest)
        #expect(try await press("save", cards: [3], headlines: ["<b>\"x\"</b>"]).status == .seeOther)
        #expect(try await citra.get(Self.path).text.contains("value=\"&lt;b&gt;&quot;x&quot;&lt;/b&gt;\""))
    }

    @Test func `a reporter sees no front, and an editor of a section arranges no other's`() async throws {
        let alifia = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await alifia.get("/newsroom/fronts").status == .forbidden)
        #expect(try await alifia.get(Self.path).status == .forbidden)
        #expect(try await alifia.get(Self.path + "/events").status == .forbidden)
        _ = try await alifia.get("/newsroom")
        let answer = try await alifia.post(Self.path, ["seen": "0", "act": "launch"])
        #expect(answer.status == .forbidden)
        #expect(try await newest() == nil)
        #expect(try await citra.get("/newsroom/fronts/section/tidak-ada").status == .notFound)
        #expect(try await citra.get("/newsroom/fronts/section").status == .notFound)
    }

    @Test func `a page says where else a story stands, how it is read and what happened to it`() async throws {
        _ = try await press("launch", cards: [3], at: "/newsroom/fronts/section/dunia")
        _ = try await press("launch", cards: [3], headlines: ["Kata redaksi"])
        let page = try await citra.get(Self.path).text
        #expect(page.contains("href=\"/newsroom/fronts/section/dunia\""))
        #expect(!page.contains("Sejak kata-katanya ditulis"))
        try await portal.desk.withdrawStory(StoryNumber(rawValue: 3), on: .mistake, reason: "Keliru.", actor: "dewi")
        let after = try await citra.get(Self.path).text
        #expect(after.contains("Sejak kata-katanya ditulis") && after.contains("tidak tampil"))
    }

    @Test func `stories are looked for, and what was typed is kept on the way`() async throws {
        let answer = try await press("save", cards: [3], headlines: ["Kata redaksi"], more: [("q", "kawat")])
        #expect(answer.headers[.location] == "\(Self.path)?q=kawat")
        let page = try await citra.get("\(Self.path)?q=kawat").text
        #expect(page.contains("value=\"add:4\"") && page.contains("value=\"Kata redaksi\""))
    }
}
