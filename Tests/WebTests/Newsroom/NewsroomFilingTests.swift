import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Filing from a phone.
@Suite(.timeLimit(.minutes(5))) struct NewsroomFilingTests {
    let portal: Portal
    let cast: DeskCast
    let citra: DeskBrowser
    let originals = NamedOriginals()

    init() async throws {
        portal = try await Portal(originals: originals)
        cast = try await DeskCast(portal.desk)
        citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await citra.get("/newsroom/file")
    }

    private func file(_ photographs: [String], _ fields: KeyValuePairs<String, String>) async throws -> TestResponse {
        let headers: HTTPFields = [.origin: "http://localhost", .contentType: "multipart/form-data; boundary=batas"]
        var body = ""
        for (name, value) in Array(fields) + [("token", citra.token ?? "")] {
            body += "--batas\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in photographs {
            body += "--batas\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n\r\n\(file)\r\n"
        }
        return try await citra.ask("/newsroom/file", .post, headers, body: ByteBuffer(string: body + "--batas--\r\n"))
    }

    private func story(_ number: Int64) async throws -> Story? {
        try await portal.home.store.read { try $0.story(StoryNumber(rawValue: number)) }
    }

    private static let key = "kirim000000000000001"

    @Test func `one form files a story with its photographs, and sent twice it is one`() async throws {
        let page = try await citra.get("/newsroom/file")
        #expect(page.text.contains("enctype=\"multipart/form-data\"") && page.text.contains("Citra Lestari"))
        for _ in 0..<2 {
            let filed = try await file(
                ["a", "b"],
                [
                    "key": Self.key, "headline": "Banjir di Demak", "section": "Dunia",
                    "body": "Baris satu.\r\nBaris dua.",
                    "credit": "Citra", "then": "submit",
                ]
            )
            #expect(filed.status == .ok && filed.text.contains("/newsroom/stories/2"), "\(filed.text)")
        }
        let story = try #require(try await story(2))
        #expect(story.workingCopy?.stage == .submitted)
        #expect(story.openCopy.body == Body(text: "Baris satu.\n\nBaris dua."))
        #expect(story.openCopy.pictures.map(\.placement) == [.hero, .below])
        #expect(story.openCopy.pictures.map(\.credit) == ["Citra", "Citra"])
        #expect(try await self.story(3) == nil)
    }

    @Test func `a photograph that is not taken is named, and the story stays with its writer`() async throws {
        let filed = try await file(
            ["a", "damaged"],
            ["key": Self.key, "headline": "Banjir", "section": "Dunia", "body": "Isi.", "then": "submit"]
        )
        #expect(filed.status == .ok && filed.text.contains("role=\"alert\""))
        let story = try #require(try await story(2))
        #expect(story.workingCopy?.stage == .draft && story.openCopy.pictures.count == 1)
        // The first that is taken stands above the text.
        let fields: KeyValuePairs = ["key": Self.key + "b", "headline": "Banjir", "section": "Dunia", "body": "Isi."]
        _ = try await file(["damaged", "a", "b"], fields)
        #expect(try await self.story(3)?.openCopy.pictures.map(\.placement) == [.hero, .below])
    }

    @Test func `what is no story comes back as it was typed, and nothing is begun`() async throws {
        let fields: KeyValuePairs = [
            "key": Self.key, "headline": "  ", "section": "Dunia", "body": "Isi & lagi", "then": "submit",
        ]
        let back = try await file(["a"], fields)
        #expect(back.status == .unprocessableContent && back.text.contains("Isi &amp; lagi"))
        #expect(back.text.contains("value=\"\(Self.key)\""))
        let unknown = try await file([], ["key": Self.key, "headline": "Banjir", "section": "Tidak ada"])
        #expect(unknown.status == .unprocessableContent)
        // Its page has no form, and so no token for another.
        #expect(try await file([], ["headline": "Banjir", "section": "Dunia"]).status == .badRequest)
        #expect(try await story(2) == nil && originals.taken == 0)
    }

    @Test func `an outbox sends piece by piece, and whatever it repeats counts once`() async throws {
        let page = WritingPage(citra)
        let token = citra.token
        func post(_ path: String, _ value: JSONValue) async throws -> TestResponse {
            try await page.post(at: path, value.bytes, token: token)
        }
        let begin = JSONValue.members([
            "key": .string(Self.key), "headline": "Banjir", "section": "Dunia", "body": "# Satu\nDua *tiga*",
        ])
        let (first, again) = (try await post("/newsroom/stories", begin), try await post("/newsroom/stories", begin))
        #expect(first.status == .created && again.status == .created && first.text == again.text, "\(first.text)")
        #expect(try await story(2)?.openCopy.body.text == Body(text: "# Satu\n\nDua *tiga*").text)
        for _ in 0..<2 {
            let done = try await post("/newsroom/file", .members(["story": .integer(2)]))
            #expect(done.status == .ok, "\(done.text)")
        }
        #expect(try await story(2)?.workingCopy?.stage == .submitted)
        #expect(try await story(3) == nil)
        #expect(try await post("/newsroom/file", .members(["story": .integer(99)])).status == .notFound)
        #expect(try await post("/newsroom/file", .members(["story": "2"])).status == .badRequest)
        for key in ["kurang", "bukan kunci 000000000", "../../../../etc/passwd"] {
            let wrong = JSONValue.members(["key": .string(key), "headline": "x", "section": "Dunia"])
            #expect(try await post("/newsroom/stories", wrong).status == .badRequest, "\(key)")
        }
    }

    @Test(arguments: [
        ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\n\r\nb\r\nc", ["a", "b c"]), ("\n\na\nb\n\n", ["a", "b"]), ("", []),
    ])
    func `lines are paragraphs where nothing else parts them`(_ text: String, _ paragraphs: [String]) {
        #expect(Body.filed(text).blocks == paragraphs.map { .paragraph([.text($0)]) })
    }
}
