import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Notes over HTTP: what the script of a page sends, and what the plain page's forms send.
@Suite(.timeLimit(.minutes(10))) struct NoteRouteTests {
    let portal: Portal
    let cast: DeskCast
    let citra: WritingPage
    let bagus: WritingPage

    /// Citra's draft is story 2, and says *Isi berita.*
    init() async throws {
        (portal, cast, citra, bagus) = try await WritingPage.twoOfADraft()
        try await citra.open()
        try await bagus.open()
    }

    private func value(
        _ text: String,
        _ page: WritingPage,
        _ more: KeyValuePairs<String, JSONValue> = [:]
    ) -> JSONValue {
        page.sequence += 1
        var members: [JSONValue.Member] = [
            .init(key: "text", value: .string(text)), .init(key: "client", value: .string(page.client)),
            .init(key: "seq", value: .integer(page.sequence)),
        ]
        members += more.map { .init(key: $0, value: $1) }
        return .object(members)
    }

    /// Bagus's note on *berita*.
    @discardableResult
    private func add(_ text: String = "@Citra Lestari benar?") async throws -> JSONValue {
        let point = try await bagus.open().point
        let answer = try await bagus.post(
            "notes",
            value(
                text,
                bagus,
                [
                    "epoch": .integer(point.epoch), "version": .integer(point.version), "from": .integer(5),
                    "to": .integer(11),
                ]
            )
        )
        #expect(answer.status == .created, "\(answer.text)")
        return try answer.json()
    }

    private func list() async throws -> [JSONValue] {
        let answer = try await citra.browser.get("/newsroom/stories/2/notes")
        #expect(answer.status == .ok && answer["Cache-Control"] == "private, no-store")
        return try answer.json().member("notes")?.asArray ?? []
    }

    @Test func `a note, an answer and a resolution are what all then get`() async throws {
        let note = try await add()
        let number = try #require(note.member("number")?.asInteger)
        #expect(note.member("quote") == "berita" && note.member("member")?.member("name") == "Bagus Santoso")
        #expect(note.member("mentioned")?.asArray?.first?.member("name") == "Citra Lestari")
        #expect(note.member("place")?.member("from")?.asInteger == 5)
        try await citra.type("Satu. ")
        let place = try #require(try await list().first?.member("place"))
        #expect(place.member("from")?.asInteger == 11 && place.member("version")?.asInteger == 1)
        let answer = try await citra.post("notes/\(number)/replies", value("Benar.", citra))
        #expect(answer.status == .created)
        #expect(try answer.json().member("replies")?.asArray?.first?.member("text") == "Benar.")
        let resolved = try await citra.post("notes/\(number)/resolution", .members(["resolved": .bool(true)]))
        #expect(try resolved.json().member("resolved")?.member("member")?.member("name") == "Citra Lestari")
        #expect(try resolved.json().member("place") == .null)
        let late = try await bagus.post("notes/\(number)/replies", value("Lagi.", bagus))
        #expect(late.status == .unprocessableContent && late.code == "resolved")
        #expect(try late.json().member("message")?.asString?.isEmpty == false)
        let open = try await bagus.post("notes/\(number)/resolution", .members(["resolved": .bool(false)]))
        #expect(try open.json().member("resolved") == .null && open.json().member("place") != .null)
        #expect(try await list().count == 1)
    }

    @Test func `who may be named is told with the notes, and a notification leads to the note`() async throws {
        let number = try #require(try await add().member("number")?.asInteger)
        let answer = try await bagus.browser.get("/newsroom/stories/2/notes").json()
        let names = answer.member("members")?.asArray?.compactMap { $0.member("name")?.asString } ?? []
        #expect(Set(names) == Set(cast.all.map(\.name)))
        let page = try await citra.browser.get("/newsroom/notifications")
        #expect(page.text.contains("Bagus Santoso menyebut Anda") && page.text.contains("@Citra Lestari benar?"))
        let moved = try await citra.browser.post(
            "/newsroom/notifications",
            ["open": "1", "story": "2", "note": "\(number)"]
        )
        #expect(moved["Location"] == "/newsroom/stories/2#note-\(number)")
        #expect(try await citra.browser.get("/newsroom/stories/2").text.contains("id=\"note-\(number)\""))
    }

    @Test(arguments: [
        #"{"text":"x"}"#, #"{"text":7,"client":"halaman00000000000","seq":1}"#,
        #"{"text":"x","client":"a","seq":1}"#, #"{"text":"x","client":"halaman00000000000","seq":-1}"#,
        #"{"text":"x","client":"halaman00000000000","seq":1,"from":3}"#,
        #"{"text":"x","client":"halaman00000000000","seq":1,"from":3,"to":3,"epoch":1,"version":0}"#,
        #"{"text":"x","client":"halaman00000000000","seq":1,"from":9,"to":3,"epoch":1,"version":0}"#,
        #"{"text":"x","client":"halaman00000000000","seq":1,"mentioned":7}"#, "[]", "nul", "",
    ])
    func `what is no note is refused, and nothing is kept`(body: String) async throws {
        let answer = try await citra.post(at: "/newsroom/stories/2/notes", Array(body.utf8))
        #expect(answer.status == .badRequest && answer.code == "invalid", "\(answer.text)")
        #expect(try await list().isEmpty)
    }

    @Test(arguments: [
        (#""text":" \n ""#, "empty"), (#""text":"\#(String(repeating: "a", count: 2_001))""#, "too_long"),
        (#""text":"x","from":900,"to":901,"epoch":1,"version":0"#, "words_gone"),
        (#""text":"x","from":1,"to":999999999,"epoch":1,"version":0"#, "words_gone"),
        (#""text":"x","from":1,"to":2,"epoch":77,"version":0,"quote":"gula""#, "words_gone"),
    ])
    func `a note that cannot be kept says why`(members: String, code: String) async throws {
        let body = "{\(members),\"client\":\"\(citra.client)\",\"seq\":1}"
        let answer = try await citra.post(at: "/newsroom/stories/2/notes", Array(body.utf8))
        #expect(answer.status == .unprocessableContent && answer.code == code, "\(answer.text)")
        #expect(try answer.json().member("message")?.asString?.isEmpty == false)
        #expect(try await list().isEmpty)
    }

    @Test func `only pages of a member's session send notes`() async throws {
        let number = try #require(try await add().member("number")?.asInteger)
        let paths = ["notes", "notes/\(number)/replies", "notes/\(number)/resolution"]
        for path in paths {
            let tries: [(String, HTTPFields?)] = [
                ("", nil), ("keliru", nil), (citra.token, [.origin: "https://jahat.example"]),
            ]
            for (token, source) in tries {
                let answer = try await citra.post(path, value("x", citra), token: token, source: source)
                #expect(answer.status == .forbidden && answer.code == "form", "\(path)")
                let form = try await citra.browser.post(
                    "/newsroom/stories/2/\(path)",
                    ["text": "x"],
                    token: token,
                    source: source
                )
                #expect(form.status == .forbidden, "\(path)")
            }
            let stranger = WritingPage(DeskBrowser(portal))
            #expect(try await stranger.post(path, value("x", stranger)).status == .unauthorized)
            let plain = try await citra.post(path, value("x", citra), type: "text/plain")
            #expect([.forbidden, .badRequest].contains(plain.status), "\(path)")
        }
        #expect(try await DeskBrowser(portal).get("/newsroom/stories/2/notes").status == .unauthorized)
        #expect(try await list().count == 1)
        for path in ["notes/0/replies", "notes/x/replies", "notes/1/other", "notes/1", "notes/99/replies/1"] {
            // No page has this address, and no form is such a text.
            #expect(try await citra.post(path, value("x", citra)).status == .badRequest, "\(path)")
        }
        #expect(try await citra.post("notes/99/replies", value("x", citra)).code == "not_found")
        #expect(try await citra.post("notes/99/resolution", .members(["resolved": .bool(true)])).code == "not_found")
        #expect(try await citra.browser.get("/newsroom/stories/2/notes/1/replies").status == .methodNotAllowed)
    }

    @Test func `without script a note is written, answered, resolved and opened again on the page`() async throws {
        _ = try await citra.browser.get("/newsroom/stories/2")
        let added = try await citra.browser.post(
            "/newsroom/stories/2/notes",
            ["quote": "Isi  berita", "text": "@Bagus Santoso: <b>cukup</b>?\r\nYa?"]
        )
        #expect(added["Location"] == "/newsroom/stories/2#note-1")
        let page = try await bagus.browser.get("/newsroom/stories/2").text
        #expect(page.contains("<blockquote class=\"of\">Isi berita</blockquote>"))
        #expect(page.contains("@Bagus Santoso: &lt;b&gt;cukup&lt;/b&gt;?\nYa?"))
        // An answer begins with the name of whoever spoke last.
        #expect(page.contains("\n@Citra Lestari </textarea>"))
        let answered = try await bagus.browser.post("/newsroom/stories/2/notes/1/replies", ["text": "Cukup."])
        #expect(answered["Location"] == "/newsroom/stories/2#note-2")
        let resolved = try await bagus.browser.post("/newsroom/stories/2/notes/1/resolution", ["resolved": "yes"])
        #expect(resolved["Location"] == "/newsroom/stories/2#note-1")
        #expect(try await bagus.browser.get("/newsroom/stories/2").text.contains("Diselesaikan oleh Bagus Santoso"))
        _ = try await citra.browser.get("/newsroom/stories/2")
        let reopened = try await citra.browser.post("/newsroom/stories/2/notes/1/resolution", ["resolved": "no"])
        #expect(reopened.status == .seeOther)
        #expect(try await list().first?.member("resolved") == .null)
    }

    @Test func `a note stands on the page of its story and on no other, and in no page of a guest`() async throws {
        let number = try #require(try await add("kenaricatatan").member("number")?.asInteger)
        _ = try await citra.post("notes/\(number)/replies", value("kenaricatatan", citra))
        let link = try await portal.desk.inviteGuest(
            to: StoryNumber(rawValue: 2),
            called: "Rina",
            as: .lawyer,
            days: 1,
            by: cast.editor.number,
            from: Caller(address: "127.0.0.1", userAgent: "test")
        )
        let own = ["", "/preview", "/revisions", "/task", "/guests", "/submission", "/publication", "/text"]
        let paths = ["/newsroom", "/newsroom?words=kenaricatatan"] + own.map { "/newsroom/stories/2" + $0 }
        var seen: [String] = []
        for path in paths {
            let page = try await bagus.browser.get(path)
            #expect(page.status == .ok, "\(path)")
            // The list says what was searched for.
            var text = page.text
            for echo in ["value=\"kenaricatatan\"", "words=kenaricatatan"] { text = text.replacing(echo, with: "") }
            if text.contains("kenaricatatan") { seen.append(path) }
        }
        #expect(seen == ["/newsroom/stories/2"])
        for path in ["/newsroom/guest/\(link)", "/newsroom/guest/\(link)/page"] {
            let page = try await DeskBrowser(portal).get(path)
            #expect(page.status == .ok && !page.text.contains("kenaricatatan"), "\(path)")
        }
    }

    @Test func `what a form said and was not kept is in its field again`() async throws {
        _ = try await citra.browser.get("/newsroom/stories/2")
        let answer = try await citra.browser.post(
            "/newsroom/stories/2/notes",
            ["quote": "gula", "text": "Periksa harga."]
        )
        #expect(answer.status == .unprocessableContent && answer["Cache-Control"] == "private, no-store")
        #expect(answer.text.contains("Kata-kata itu tidak ada di naskah."))
        #expect(answer.text.contains("\nPeriksa harga.</textarea>") && answer.text.contains("value=\"gula\""))
        #expect(try await list().isEmpty)
    }

    @Test func `what a form said whose session has ended is shown, and kept once its writer is back`() async throws {
        _ = try await citra.browser.get("/newsroom/stories/2")
        let old = citra.browser.token
        // Another password ends what there is.
        let back = try await DeskBrowser.signedIn(portal, cast.reporter)
        let fields = ["quote": "berita", "text": "Tentang <b>ini</b>."] as KeyValuePairs
        let ended = try await citra.browser.post("/newsroom/stories/2/notes", fields, token: old)
        #expect(ended.status == .unauthorized && ended.text.contains("Tentang &lt;b&gt;ini&lt;/b&gt;.</textarea>"))
        #expect(ended.text.contains("name=\"quote\" value=\"berita\"") && ended.text.contains("name=\"text\""))
        // Signed in again in another tab: the words are in the field, and are sent from there.
        let shown = try await back.post("/newsroom/stories/2/notes", fields, token: old)
        #expect(shown.status == .forbidden && shown.text.contains("Tentang &lt;b&gt;ini&lt;/b&gt;.</textarea>"))
        #expect(try await back.post("/newsroom/stories/2/notes", fields).status == .seeOther)
    }

    @Test func `the stream of a story tells its notes`() async throws {
        let before = try await citra.open()
        #expect(before.member("notes")?.asInteger == 0)
        try await add()
        #expect(try await citra.open().member("notes")?.asInteger == 1)
    }
}
