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

@testable import Web

/// Filing from a phone.
@Suite(.timeLimit(.minutes(10))) struct NewsroomFilingTests {
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

    private func file(
        _ photographs: [String],
        _ fields: KeyValuePairs<String, String>,
        by browser: DeskBrowser? = nil,
        token: String? = nil
    ) async throws -> TestResponse {
        let headers: HTTPFields = [.origin: "http://localhost", .contentType: "multipart/form-data; boundary=batas"]
        var body = ""
        for (name, value) in Array(fields) + [("token", token ?? citra.token ?? "")] {
            body += "--batas\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in photographs {
            body += "--batas\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n\r\n\(file)\r\n"
        }
        let whole = ByteBuffer(string: body + "--batas--\r\n")
        return try await (browser ?? citra).ask("/newsroom/file", .post, headers, body: whole)
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

    @Test func `other words under the key of a story that was filed are another story`() async throws {
        func fields(_ body: String, _ key: String) -> KeyValuePairs<String, String> {
            ["key": key, "headline": "Banjir", "section": "Dunia", "body": body, "then": "submit"]
        }
        #expect(try await file([], fields("Satu.", Self.key)).status == .ok)
        let other = try await file([], fields("Dua.", Self.key))
        #expect(other.status == .conflict && other.text.contains("Dua.") && other.text.contains("isi yang lain"))
        let key = try #require(citra.field("key"))
        #expect(key != Self.key)
        #expect(try await file([], fields("Dua.", key)).status == .ok)
        #expect(try await story(2)?.openCopy.body == Body(text: "Satu."))
        #expect(try await story(3)?.openCopy.body == Body(text: "Dua."))
        // The same words are the same story, also where somebody has written in it since.
        let sight = try #require(try await story(2)).sight
        try await portal.desk.perform(
            .approve,
            on: StoryNumber(rawValue: 2),
            seen: sight,
            by: cast.editor.number,
            from: Caller(address: "127.0.0.1", userAgent: "test")
        )
        #expect(try await file([], fields("Satu.", Self.key)).status == .ok)
        #expect(try await story(4) == nil)
    }

    @Test func `whichever door is shut, the words come back, and the photographs are asked for again`() async throws {
        let fields: KeyValuePairs = [
            "key": Self.key, "headline": "Banjir", "section": "Dunia", "body": "Isi & lagi", "then": "submit",
            "credit": "Citra",
        ]
        let stranger = DeskBrowser(portal)
        let ended = try await file(["a"], fields, by: stranger)
        #expect(ended.status == .unauthorized && ended.text.contains("Isi &amp; lagi"))
        #expect(ended.text.contains("Fotonya tidak ikut"))
        for (name, value) in fields where name != "body" {
            #expect(ended.text.contains("name=\"\(name)\" value=\"\(value)\""), "\(name)")
        }
        let otherSession = try await file(["a"], fields, token: String(repeating: "ab", count: 32))
        #expect(otherSession.status == .forbidden && otherSession.text.contains("Isi &amp; lagi"))
        #expect(otherSession.text.contains("value=\"\(Self.key)\"") && otherSession.text.contains("Pilih fotonya"))
        #expect(try await story(2) == nil && originals.taken == 0)
        // What is no form of ours is nobody's words.
        let wrong = try await stranger.ask(
            "/newsroom/file",
            .post,
            [.origin: "http://localhost", .contentType: "multipart/form-data; boundary=batas"],
            body: ByteBuffer(string: "x")
        )
        #expect(wrong.status == .seeOther)
    }

    @Test func `where files are too large, too many or too slow, only the words are read`() async throws {
        let body = """
            --batas
            Content-Disposition: form-data; name="body"

            Isi
            --batas
            Content-Disposition: form-data; name="picture"; filename="a.jpg"

            JPEG
            --batas--
            """.replacing("\n", with: "\r\n")
        func request(length: Int? = nil) -> Request {
            var fields: HTTPFields = [.contentType: "multipart/form-data; boundary=batas"]
            if let length { fields[.contentLength] = String(length) }
            return Request(
                head: HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/", headerFields: fields),
                body: RequestBody(buffer: ByteBuffer(string: body))
            )
        }
        let uploads = Uploads(most: 0)
        let refused = await #expect(throws: RefusedForm.self) {
            _ = try await uploads.form(of: request(), by: cast.reporter.number, savingWords: true)
        }
        #expect(refused?.words.fields["body"] == "Isi" && refused?.words.hadFiles == true)
        #expect((refused?.why as? NewsError)?.code == .throttled)
        await #expect(throws: NewsError.self) { _ = try await uploads.form(of: request(), by: cast.reporter.number) }
        let large = await #expect(throws: RefusedForm.self) {
            let request = request(length: Limits.mostUpload + 1)
            _ = try await Uploads().form(of: request, by: cast.reporter.number, savingWords: true)
        }
        #expect(large?.words.fields["body"] == "Isi" && large?.why is FormTooLarge)
        // Too slow, with the words already there.
        let clock = Mutex(Duration.zero)
        let slow = Uploads(clock: {
            clock.withLock { now in
                now += .seconds(3_600)
                return now
            }
        })
        let late = await #expect(throws: RefusedForm.self) {
            _ = try await slow.form(of: request(), by: cast.reporter.number, savingWords: true)
        }
        #expect(late?.words.fields["body"] == "Isi" && (late?.why as? NewsError)?.code == .throttled)
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
        let other = JSONValue.members([
            "key": .string(Self.key), "headline": "Banjir", "section": "Dunia", "body": "Lain",
        ])
        #expect(try await post("/newsroom/stories", other).status == .conflict)
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
