import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// The line of breaking news is set in the newsroom.
@Suite(.timeLimit(.minutes(10))) struct NewsroomBannerTests {
    let portal: Portal
    let cast: DeskCast
    let citra: DeskBrowser

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
        citra = try await DeskBrowser.signedIn(portal, cast.editor)
    }

    private func banner() async throws -> Banner? { try await portal.home.store.read { try $0.banner() } }

    private func send(_ fields: [String: String], seen: String? = nil) async throws -> TestResponse {
        _ = try await citra.get("/newsroom/banner")
        let whole = fields.merging([
            "seen": seen ?? citra.field("seen") ?? "", "token": citra.token ?? "",
        ]) { own, _ in own }
        let body = whole.map { "\($0)=\(PercentEncoding.encodeWhole($1))" }.joined(separator: "&")
        return try await citra.send("/newsroom/banner", body)
    }

    @Test func `an editor sets the line, changes it and takes it down`() async throws {
        #expect(try await send(["words": "Gempa di Cianjur", "minutes": "60"]).status == .seeOther)
        let first = try #require(try await banner())
        #expect(first.words == "Gempa di Cianjur" && first.actor == cast.editor.actor)
        let page = try await citra.get("/newsroom/banner").text
        #expect(page.contains("<bdi>Gempa di Cianjur</bdi>") && page.contains("value=\"same\" selected"))
        #expect(try await send(["words": "Gempa M 7", "story": "1", "minutes": "same"]).status == .seeOther)
        let second = try #require(try await banner())
        #expect(second.story == StoryNumber(rawValue: 1) && second.end == first.end)
        let path = try await #require(portal.home.store.read { try $0.story(StoryNumber(rawValue: 1)) }).address.path
        let whole = "https://warta.example\(path)"
        #expect(try await send(["words": "Gempa M 7", "story": whole, "minutes": "15"]).status == .seeOther)
        #expect(try await banner()?.story == StoryNumber(rawValue: 1))
        #expect(try await send(["act": "end"]).status == .seeOther)
        #expect(try await banner()?.words == "")
    }

    @Test(arguments: [
        ["words": "", "minutes": "60"], ["words": "Gempa", "minutes": "1441"], ["words": "Gempa", "minutes": "x"],
        ["words": "Gempa", "minutes": "-5"], ["words": "Gempa", "minutes": "same"],
        ["words": "Gempa", "minutes": "60", "story": "999"], ["words": "Gempa", "minutes": "60", "story": "/../x"],
        ["words": "Gempa", "minutes": "60", "story": "javascript:alert(1)"],
        ["words": String(repeating: "x", count: 121), "minutes": "60"],
    ])
    func `what cannot be kept is said, and what was typed stays`(fields: [String: String]) async throws {
        let answer = try await send(fields)
        #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""))
        #expect(answer.text.contains("value=\"\(fields["words"] ?? "")\""))
        #expect(try await banner() == nil)
    }

    @Test func `what somebody set meanwhile is not written over`() async throws {
        _ = try await send(["words": "Gempa", "minutes": "60"])
        let answer = try await send(["words": "Basi", "minutes": "60"], seen: "0")
        #expect(answer.status == .conflict && answer.text.contains("value=\"Basi\""))
        #expect(answer.text.contains("<bdi>Gempa</bdi>"))
        #expect(try await banner()?.words == "Gempa")
    }

    @Test func `a reporter neither sees the page nor sets the line`() async throws {
        let alifia = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await !alifia.get("/newsroom").text.contains("/newsroom/banner"))
        #expect(try await alifia.get("/newsroom/banner").status == .forbidden)
        _ = try await alifia.get("/newsroom")
        let answer = try await alifia.post("/newsroom/banner", ["seen": "0", "words": "Gempa", "minutes": "60"])
        #expect(answer.status == .forbidden)
        #expect(try await banner() == nil)
    }
}
