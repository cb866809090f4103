import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// The label of what somebody paid for, as the newsroom asks for it.
@Suite(.timeLimit(.minutes(10))) struct NewsroomLabelTests {
    let portal: Portal
    let bagus: DeskBrowser

    init() async throws {
        portal = try await Portal([.sample(1)])
        let cast = try await DeskCast(portal.desk)
        bagus = try await .signedIn(portal, cast.editor)
        try await portal.take(.sample(2, status: .withheld))
        // The desk writes what kind of text it is.
        try await portal.home.store.write { transaction in
            guard var story = try transaction.story(StoryNumber(rawValue: 2)) else { return }
            let open = story.openWorkingCopy(by: "citra", at: .sampleNow)
            var copy = open.copy
            copy.genre = "Pariwara"
            let change = try story.saveWorkingCopy(copy, madeFrom: open.base, by: "citra", at: .sampleNow)
            _ = try transaction.save(story, change, actor: "citra", now: .sampleNow)
        }
    }

    private func take(_ step: String, _ number: Int, _ fields: [String: String] = [:]) async throws -> TestResponse {
        let path = "/newsroom/stories/\(number)/\(step)"
        _ = try await bagus.get(path)
        let hidden = ["token": bagus.token ?? "", "sight": bagus.field("sight") ?? "1-1"]
        let body = hidden.merging(fields) { $1 }.map { "\($0)=\(PercentEncoding.encodeWhole($1))" }
        return try await bagus.send(path, body.joined(separator: "&"))
    }

    @Test func `what says that it was paid for is not published before it has a label and who paid`() async throws {
        let page = try await bagus.get("/newsroom/stories/2/publication").text
        #expect(page.contains("Jenisnya menyebut isi yang dibayar") && !page.contains("class=\"strong\""))
        #expect(try await take("publication", 2).status.kind == .clientError)
        let kept = try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 2)) }
        #expect(kept?.state == .never)
        for fields in [["label": "advertorial"], ["label": "advertorial", "payer": " "], ["label": "moon"], [:]] {
            #expect(try await take("label", 2, fields).status == .badRequest, "\(fields)")
        }
        let done = try await take("label", 2, ["label": "advertorial", "payer": "PT <Maju>"])
        #expect(done["Location"] == "/newsroom/stories/2?said=label")
        #expect(try await take("label", 2, ["label": "advertorial", "payer": "PT <Maju>"]).status == .badRequest)
        #expect(try await bagus.get("/newsroom/stories/2").text.contains("Advertorial · PT &lt;Maju&gt;"))
        // It stays for as long as the text says so itself.
        let refused = try await take("label", 2, ["label": "news"])
        #expect(refused.status == .badRequest && refused.text.contains("ubah dahulu jenisnya"))
        #expect(try await take("publication", 2).status == .seeOther)
        try await portal.press.follower.catchUp()
        #expect(try await portal.ask("/dunia/2/kawat-nomor-2").text.contains("dibayar oleh PT &lt;Maju&gt;"))
    }

    @Test func `a picture's label is chosen without script`() async throws {
        let item = WireItem.sample(3) { $0.pictures = [PictureUse(uri: "tag:p", picture: .sample, caption: "Kapal")] }
        try await portal.take(item)
        let page = try await bagus.get("/newsroom/stories/3/pictures").text
        #expect(page.contains("Seluruhnya dibuat AI"))
        let kept = try await bagus.post(
            "/newsroom/stories/3/pictures",
            ["index": "0", "source_from": "", "source": "trainedAlgorithmicMedia"]
        )
        #expect(kept["Location"] == "/newsroom/stories/3/pictures?said=saved")
        let story = try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 3)) }
        #expect(story?.workingCopy?.copy.pictures.first?.madeWithAI == .made)
        #expect(try await take("update", 3).status == .seeOther)
        try await portal.press.follower.catchUp()
        #expect(try await portal.ask("/dunia/3/kawat-nomor-3").text.contains("Kapal · Gambar buatan AI"))
    }
}

extension WireItem {
    /// A sample with its copy changed.
    fileprivate static func sample(_ index: Int64, _ change: (inout Copy) -> Void) -> WireItem {
        var item = sample(index)
        change(&item.copy)
        return item
    }
}
