import Editorial
import Foundation
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

/// Takes originals that say what is to become of them, so that a test sees each answer; the real one decodes them.
final class NamedOriginals: OriginalTaker {
    private let count = Mutex(0)
    var taken: Int { count.withLock { $0 } }

    func take(original: ArraySlice<UInt8>) async throws(OriginalFault) -> Picture {
        count.withLock { $0 += 1 }
        let text = String(decoding: original.prefix(64), as: UTF8.self)
        if let fault = OriginalFault(rawValue: text) { throw fault }
        let name = text.utf8.first.map { String($0 % 16, radix: 16) } ?? "0"
        return Picture(
            digest: String(repeating: name, count: 64),
            width: 1_600,
            height: 900,
            widths: [320, 640],
            mediaType: "image/jpeg"
        )
    }
}

/// Pictures that members send for a story.
@Suite(.timeLimit(.minutes(10))) struct NewsroomPictureTests {
    let portal: Portal
    let cast: DeskCast
    let citra: WritingPage
    let bagus: WritingPage
    let originals = NamedOriginals()
    let file: String

    init() async throws {
        file = FileManager.default.temporaryDirectory.path + "/warta-picture-\(UUID().uuidString)"
        try Data("gambar".utf8).write(to: URL(fileURLWithPath: file))
        portal = try await Portal(pictureFile: { [file] _, _, _ in file }, originals: originals)
        cast = try await DeskCast(portal.desk)
        citra = WritingPage(try await .signedIn(portal, cast.reporter))
        bagus = WritingPage(try await .signedIn(portal, cast.editor), 1)
        _ = try await citra.browser.get("/newsroom/stories")
        _ = try await citra.browser.post("/newsroom/stories", .story("Gempa di Palu"))
        _ = try await citra.open()
        _ = try await bagus.open()
    }

    private static let path = "/newsroom/stories/2/pictures"

    /// Sends a form with files.
    private func send(
        _ files: [String],
        _ fields: KeyValuePairs<String, String> = [:],
        as page: WritingPage? = nil,
        to path: String = path,
        token: String? = nil,
        byScript: Bool = true,
        headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        let page = page ?? citra
        var headers: HTTPFields = [.origin: "http://localhost", .contentType: "multipart/form-data; boundary=batas"]
        let token = token ?? page.token
        if byScript { headers[.formToken] = token }
        for field in more { headers[field.name] = field.value }
        var body = ""
        for (name, value) in Array(fields) + (byScript ? [] : [("token", token)]) {
            body += "--batas\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in files {
            let head = "name=\"picture\"; filename=\"x.svg\"\r\nContent-Type: image/svg+xml"
            body += "--batas\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(file)\r\n"
        }
        return try await page.browser.ask(path, .post, headers, body: ByteBuffer(string: body + "--batas--\r\n"))
    }

    private func pictures(_ story: Int64 = 2) async throws -> [PictureUse] {
        let number = StoryNumber(rawValue: story)
        return try await portal.home.store.read { try $0.story(number) }?.openCopy.pictures ?? []
    }

    @Test func `a script sends a picture, and the answer says where it is; a lost answer makes no second one`()
        async throws
    {
        let answer = try await send(["a"], ["caption": "Warga", "credit": "Citra", "placement": "hero"])
        #expect(answer.status == .created, "\(answer.text)")
        #expect(try answer.json().member("index")?.asInteger == 0)
        let told = try #require(try answer.json().member("pictures"))
        #expect(told.member("hero")?.asInteger == 0)
        let picture = try #require(told.member("list")?.asArray?.first)
        let digest = String(repeating: "1", count: 64)
        #expect(picture.member("src") == .string("/newsroom/-/pictures/\(digest)/640.jpg"))
        #expect(picture.member("width")?.asInteger == 640 && picture.member("height")?.asInteger == 360)
        #expect(picture.member("caption") == "Warga" && picture.member("credit") == "Citra")
        #expect(try await send(["a"]).json().member("index")?.asInteger == 0)
        #expect(try await send(["b"]).json().member("index")?.asInteger == 1)
        #expect(try await pictures().map(\.placement) == [.hero, .text])
        let opened = try await citra.open().member("pictures")
        #expect(opened?.member("list")?.asArray?.count == 2 && opened?.member("hero")?.asInteger == 0)
    }

    @Test(arguments: OriginalFault.allCases)
    func `a picture that is not taken is refused in one sentence, with a code`(_ fault: OriginalFault) async throws {
        let answer = try await send([fault.rawValue])
        #expect(answer.code == fault.rawValue && answer.status == Newsroom.status(of: fault))
        let sentence = try #require(try answer.json().member("message")?.asString)
        #expect(sentence.hasSuffix(".") && !sentence.hasPrefix("writing"))
        #expect(try await pictures().isEmpty)
        let page = try await send([fault.rawValue], byScript: false)
        #expect(page.status == Newsroom.status(of: fault) && page.text.contains(sentence))
    }

    @Test func `whoever may not write sends nothing, and nothing of it is read`() async throws {
        _ = try await citra.browser.get("/newsroom/stories/2/submission")
        _ = try await citra.browser.post(
            "/newsroom/stories/2/submission",
            ["sight": citra.browser.field("sight") ?? ""]
        )
        let answer = try await send(["a"])
        #expect(answer.status == .forbidden && answer.code == "with_desk")
        #expect(originals.taken == 0)
        #expect(try await send(["a"], to: "/newsroom/stories/99/pictures").status == .notFound)
        #expect(try await send(["a"], as: bagus).status == .created)
        #expect(originals.taken == 1)
        let page = try await send(["b"], byScript: false)
        #expect(page.status == .forbidden && page.text.contains("role=\"alert\""))
        #expect(
            try await send(["b"], as: bagus, to: "/newsroom/stories/99/pictures", byScript: false).status == .notFound
        )
        #expect(try await pictures().count == 1 && originals.taken == 1)
    }

    @Test(arguments: [true, false])
    func `beyond as many pictures as a story may have, no original is kept`(byScript: Bool) async throws {
        for number in 0..<WireItem.Limits.pictures {
            let digits = String(number, radix: 16)
            let digest = String(repeating: "f", count: 64 - digits.count) + digits
            let picture = Picture(digest: digest, width: 9, height: 9, widths: [9], mediaType: "image/png")
            let sent = SentPicture(picture, placement: .text)
            _ = try await portal.desk.add(sent, to: StoryNumber(rawValue: 2), by: cast.reporter.number, from: .home)
        }
        #expect(try await send(["a"], byScript: byScript).status == .unprocessableContent)
        #expect(originals.taken == 0)
    }

    @Test func `of several files that are to stand above the text, the first does and the others below it`()
        async throws
    {
        #expect(try await send(["a", "b", "c"], ["placement": "hero"], byScript: false).status == .seeOther)
        #expect(try await pictures().map(\.placement) == [.hero, .below, .below])
        #expect(try await send(["d", "e"], ["placement": "text"], byScript: false).status == .seeOther)
        #expect(try await pictures().dropFirst(3).map(\.placement) == [.text, .text])
    }

    @Test func `nobody sends without a session, its token and a page of ours`() async throws {
        #expect(try await send(["a"], token: String(repeating: "0", count: 64)).code == "form")
        #expect(try await send(["a"], headers: [.origin: "https://lain.example"]).code == "form")
        #expect(try await send(["a"], token: "x", byScript: false).status == .forbidden)
        let stranger = WritingPage(DeskBrowser(portal))
        #expect(try await send(["a"], as: stranger).status == .unauthorized)
        #expect(try await send(["a"], as: stranger, byScript: false).status == .seeOther)
        #expect(originals.taken == 0)
        #expect(try await pictures().isEmpty)
    }

    @Test func `one form brings one picture to a script, and no form at all is told so`() async throws {
        #expect(try await send([]).code == "one_picture")
        #expect(try await send(["a", "b"]).code == "one_picture")
        for (type, body) in [
            ("multipart/form-data", "x"), ("multipart/form-data; boundary=batas", "kosong"), ("image/jpeg", "a"),
            ("application/json", "{}"),
        ] {
            let answer = try await citra.post(at: Self.path, Array(body.utf8), type: type)
            #expect(answer.status == .badRequest && answer.code == "invalid", "\(type): \(answer.text)")
        }
        #expect(originals.taken == 0)
    }

    @Test func `a draft's picture is for members alone, until a public story shows it`() async throws {
        _ = try await send(["a"], ["placement": "hero"])
        let path = "/-/pictures/\(String(repeating: "1", count: 64))/640.jpg"
        let shown = try await bagus.browser.get("/newsroom" + path)
        #expect(shown.text == "gambar" && shown["Cache-Control"] == "private, no-store")
        #expect(try await portal.ask(path).status == .notFound)
        #expect(try await portal.ask("/newsroom" + path).status == .seeOther)
        let published = try await portal.desk.perform(
            .publish,
            on: StoryNumber(rawValue: 2),
            by: cast.editor.number,
            from: .home
        )
        #expect(published.copy.heroIndex == 0)
        try await portal.press.follower.catchUp()
        #expect(try await portal.ask(path).text == "gambar")
        // In a live story, one that is added is not public before it is published.
        _ = try await send(["b"], ["placement": "below"], as: bagus)
        let later = "/-/pictures/\(String(repeating: "2", count: 64))/640.jpg"
        #expect(try await portal.ask(later).status == .notFound)
        #expect(try await bagus.browser.get("/newsroom" + later).status == .ok)
    }

    @Test func `everything works without script`() async throws {
        let page = try await citra.browser.get(Self.path)
        #expect(page.status == .ok && page.text.contains("enctype=\"multipart/form-data\""))
        let added = try await send(["a", "b"], ["credit": "Citra", "placement": "text"], byScript: false)
        #expect(added.status == .seeOther && added["Location"] == Self.path + "?said=picture_added")
        let shown = try await citra.browser.get(Self.path).text
        #expect(shown.contains("/newsroom/-/pictures/") && shown.contains("&lt;figure data-picture=&quot;1&quot;&gt;"))
        let changed: KeyValuePairs = [
            "index": "1", "caption_from": "", "caption": "Warga & relawan", "credit_from": "Citra", "credit": "Citra",
            "alternative_from": "", "alternative": "Dua orang", "below_from": "", "hero_from": "", "hero": "yes",
            "hero_of": "",
        ]
        let kept = try await citra.browser.post(Self.path, changed)
        #expect(kept.status == .seeOther && kept["Location"] == Self.path + "?said=saved")
        var uses = try await pictures()
        #expect(uses[1].line == "Warga & relawan/Citra" && uses[1].alternativeText == "Dua orang")
        #expect(uses[1].placement == .hero && uses[0].caption.isEmpty)
        // Made from what somebody else has changed since: theirs stays, one's own words are still in the field.
        _ = try await citra.browser.get(Self.path)
        let stale = try await citra.browser.post(
            Self.path,
            ["index": "1", "caption_from": "", "caption": "Lain lagi", "hero_from": "yes", "hero": "yes"]
        )
        #expect(
            stale.status == .conflict && stale.text.contains("Lain lagi") && stale.text.contains("Warga &amp; relawan")
        )
        uses = try await pictures()
        #expect(uses[1].caption == "Warga & relawan")
        // The picture goes into the text by what the page says.
        _ = try await citra.browser.get("/newsroom/stories/2")
        let body = "Isi.\n\n<figure data-picture=\"0\"></figure>"
        let fields = KeyValuePairs.story("Gempa di Palu", body: body, base: citra.browser.field("base"))
        #expect(try await citra.browser.post("/newsroom/stories/2", fields).status == .seeOther)
        let preview = try await citra.browser.get("/newsroom/stories/2/preview/page").text
        #expect(
            preview.contains(String(repeating: "1", count: 64)) && preview.contains(String(repeating: "2", count: 64))
        )
    }

    @Test func `fields of pictures are compared and set like the others`() async throws {
        _ = try await send(["a"], ["caption": "Lama"])
        func keep(_ field: String, _ from: JSONValue, _ to: JSONValue) async throws -> TestResponse {
            let client = JSONValue.string(citra.client)
            return try await citra.post("fields", ["field": .string(field), "from": from, "to": to, "client": client])
        }
        #expect(try await keep("picture.0.caption", "Lama", "Baru").json().member("value") == "Baru")
        let stale = try await keep("picture.0.caption", "Lama", "Lain")
        #expect(stale.status == .conflict)
        #expect(try stale.json().member("value") == "Baru")
        #expect(try await keep("picture.0.below", .bool(false), .bool(true)).status == .ok)
        #expect(try await keep("hero", .null, .integer(0)).status == .ok)
        let long = try await keep("picture.0.credit", "", .string(String(repeating: "x", count: 300)))
        #expect(long.status == .unprocessableContent && long.code == "long_credit")
        #expect(try await keep("picture.0.uri", "", "x").code == "unknown_field")
        let faults: [(String, JSONValue)] = [
            ("picture.9.caption", .null), ("hero", .integer(0)), ("picture.0.below", .bool(false)),
        ]
        for (field, shown) in faults {
            #expect(try await keep(field, shown, "x").status == .badRequest, "\(field)")
        }
    }
}

/// How much may be sent at once.
@Suite struct UploadTests {
    @Test func `what is sent together is bounded, and a place is given back`() async throws {
        let uploads = Uploads(mostBytes: 100, most: 3, mostEach: 2)
        let (citra, bagus) = (MemberNumber(rawValue: 1), MemberNumber(rawValue: 2))
        func enter(_ member: MemberNumber, _ bytes: Int) -> Uploads.Place? { try? uploads.enter(member, bytes: bytes) }
        var places = [enter(citra, 10), enter(citra, 10)]
        #expect(places.allSatisfy { $0 != nil })
        #expect(enter(citra, 10) == nil, "more of one member")
        #expect(enter(bagus, 81) == nil, "more bytes")
        places.append(enter(bagus, 80))
        #expect(enter(MemberNumber(rawValue: 3), 0) == nil, "more requests")
        #expect(uploads.bytes == 100)
        places.removeAll()
        #expect(uploads.bytes == 0 && enter(bagus, 100) != nil)
    }

    /// A form in two parts, which come when the clock says so.
    private func request(saysLength: Bool) -> Request {
        let text = "--batas\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nWarga\r\n--batas--\r\n"
        let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        for part in [text.prefix(40), text.dropFirst(40)] { continuation.yield(ByteBuffer(string: String(part))) }
        continuation.finish()
        var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=batas"]
        if saysLength { headers[.contentLength] = String(text.utf8.count) }
        return Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/", headerFields: headers),
            body: RequestBody(asyncSequence: stream)
        )
    }

    @Test(arguments: [(seconds: [0, 19, 20], isTaken: true), (seconds: [0, 1, 21], isTaken: false)])
    func `what comes too slowly is not waited for`(_ one: (seconds: [Int], isTaken: Bool)) async throws {
        let looks = Mutex(one.seconds)
        let uploads = Uploads { .seconds(looks.withLock { $0.isEmpty ? 0 : $0.removeFirst() }) }
        func send() async throws -> String {
            try await uploads.form(of: request(saysLength: true), by: MemberNumber(rawValue: 1)).0.fields["caption"]
        }
        if one.isTaken {
            #expect(try await send() == "Warga")
        } else {
            let error = await #expect(throws: NewsError.self) { try await send() }
            #expect(error?.code == .throttled)
        }
        #expect(uploads.bytes == 0)
    }

    @Test func `a form that does not say how long it is counts as the longest that may come`() async throws {
        let uploads = Uploads(mostBytes: Limits.mostUpload - 1)
        let citra = MemberNumber(rawValue: 1)
        let error = await #expect(throws: NewsError.self) {
            _ = try await uploads.form(of: request(saysLength: false), by: citra)
        }
        #expect(error?.code == .throttled)
        #expect(try await uploads.form(of: request(saysLength: true), by: citra).0.fields["caption"] == "Warga")
    }

    @Test func `only where files are taken may a body be as large as a picture`() {
        let limits = Limits()
        #expect(limits.mostBody(of: "/newsroom/stories/7/pictures?x=y".utf8) == Limits.mostUpload)
        // More than is taken: its words are read all the same.
        #expect(limits.mostBody(of: "/newsroom/file".utf8) == Limits.mostFiling)
        for path in [
            "/newsroom/stories/7", "/newsroom/stories/7/pictures/", "/newsroom/files", "/newsroom/stories/x/pictures",
        ] {
            #expect(limits.mostBody(of: path.utf8) == Limits.mostForm, "\(path)")
        }
        #expect(limits.mostBody(of: "/stories/7/pictures".utf8) == limits.body)
    }
}
