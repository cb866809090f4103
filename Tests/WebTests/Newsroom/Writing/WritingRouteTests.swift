import Editorial
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
public import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// What the script of a story's page asks and sends.
@Suite(.timeLimit(.minutes(10))) struct WritingRouteTests {
    let portal: Portal
    let cast: DeskCast
    let citra: WritingPage
    let bagus: WritingPage

    init() async throws {
        (portal, cast, citra, bagus) = try await WritingPage.twoOfADraft()
    }

    private func document(_ story: Int64 = 2) async throws -> String {
        try await citra.open(story).member("doc")?.words ?? ""
    }

    @Test func `the text is opened with all that a page needs`() async throws {
        let text = try await citra.open()
        #expect(text.member("doc")?.words == "Isi berita.")
        #expect(text.member("schema")?.asInteger == 1)
        #expect(text.member("fields")?.member("headline")?.asString == "Gempa di Palu")
        #expect(text.member("fields")?.member("tags") == .array(["Gempa", "Palu"]))
        #expect(text.member("stage") == "draft" && text.member("state") == "never")
        #expect(text.member("mayWrite") == .bool(true) && text.member("why") == .null)
        #expect(text.member("member")?.member("name") == "Citra Lestari")
        #expect(text.member("savedAt")?.asInteger != nil)
        #expect(text.member("rescued") == .array([]))
        let key = try #require(text.member("journalKey")?.asString)
        #expect(Data(base64Encoded: key)?.count == 32)
        #expect(try await citra.open().member("journalKey")?.asString == key)
        // A story that the member may only read says why, in words.
        let (other, reason) = (try await citra.open(1), try await bagus.open(1))
        #expect(other.member("mayWrite") == .bool(false))
        #expect(other.member("why")?.asString?.isEmpty == false)
        #expect(other.member("stage") == .null && other.member("savedAt") == .null)
        #expect(reason.member("mayWrite") == .bool(true))
    }

    @Test func `two pages write in one text`() async throws {
        let point = try await citra.open().point
        _ = try await bagus.open()
        let first = try await citra.post("text/batches", citra.batch("Satu. ", on: point))
        #expect(first.status == .ok)
        #expect(try first.json().member("version")?.asInteger == 1)
        #expect(try first.json().member("at")?.asInteger == Int(portal.clock.now.milliseconds))
        let again = try await citra.post("text/batches", citra.batch("Satu. ", on: point))
        #expect(again.status == .ok && again.text == first.text)
        let behind = try await bagus.post("text/batches", bagus.batch("Dua. ", on: point))
        #expect(behind.status == .conflict && behind.code == "behind")
        let missing = try #require(try behind.json().member("batches")?.asArray?.first)
        #expect(missing.member("client")?.asString == citra.client && missing.member("seq")?.asInteger == 0)
        #expect(missing.member("member")?.member("name") == "Citra Lestari")
        #expect(missing.member("steps")?.asArray?.first?.member("stepType") == "replace")
        bagus.sequence = 1
        #expect(try await bagus.post("text/batches", bagus.batch("Dua. ", on: point.next)).status == .ok)
        #expect(try await document() == "Dua. Satu. Isi berita.")
        // The pages of the newsroom show it at once.
        #expect(try await citra.browser.get("/newsroom/stories/2").text.contains("Dua. Satu. Isi berita."))
        #expect(try await citra.browser.get("/newsroom/stories/2/preview/page").text.contains("Dua. Satu. Isi berita."))
    }

    @Test func `whoever may not write is refused in words, and nothing is kept`() async throws {
        let point = try await citra.open().point
        let path = "/newsroom/stories/2/submission"
        _ = try await citra.browser.get(path)
        _ = try await citra.browser.post(path, ["sight": citra.browser.field("sight") ?? ""])
        for (place, value) in [
            ("text/batches", citra.batch("Satu. ", on: point)),
            ("fields", ["field": "lead", "from": "Teras.", "to": "x", "client": .string(citra.client)]),
            ("version", ["reason": "x"]),
        ] as [(String, JSONValue)] {
            let refused = try await citra.post(place, value)
            #expect(refused.status == .forbidden && refused.code == "with_desk", "\(place): \(refused.text)")
            #expect(try refused.json().member("message")?.asString?.contains("editor") == true, "\(refused.text)")
        }
        #expect(try await document() == "Isi berita.")
        // Words that have no place any more are taken all the same.
        let rescued = try await citra.post(
            "text/rescued",
            ["before": "a", "text": "Hilang.", "after": "b", "client": .string(citra.client), "seq": .integer(0)]
        )
        #expect(rescued.status == .created)
        let id = try #require(try rescued.json().member("id")?.asInteger)
        #expect(try await citra.open().member("rescued")?.asArray?.first?.member("text") == "Hilang.")
        #expect(try await citra.post("text/rescued/\(id)/dismissal", .object([])).status == .noContent)
        #expect(try await citra.open().member("rescued") == .array([]))
        #expect(try await citra.post("text/rescued/\(id)/dismissal", .object([])).status == .notFound)
    }

    @Test func `fields are kept where they say what the writer saw`() async throws {
        try await citra.open()
        func keep(_ from: JSONValue, _ to: JSONValue, _ field: JSONValue = "lead") async throws -> TestResponse {
            try await citra.post(
                "fields",
                ["field": field, "from": from, "to": to, "client": .string(citra.client), "stage": "approved"]
            )
        }
        let kept = try await keep("Teras.", " Teras  baru. ")
        #expect(kept.status == .ok)
        #expect(try kept.json().member("value") == "Teras baru.")
        let stale = try await keep("Teras.", "Lain.")
        #expect(stale.status == .conflict && stale.code == "stale")
        #expect(try stale.json().member("value") == "Teras baru.")
        #expect(try await keep("Teras.", "Teras baru.").status == .ok)
        let long = try await keep("Teras baru.", .string(String(repeating: "x", count: 40_000)))
        #expect(long.status == .unprocessableContent && long.code == "long_lead")
        #expect(try long.json().member("message")?.asString?.hasPrefix("faults") == false)
        #expect(try await keep("x", "y", "stage").code == "unknown_field")
        #expect(try await keep("x", "y", "body").code == "unknown_field")
        #expect(try await keep(.array([]), "y").status == .badRequest)
        #expect(try await citra.open().member("stage") == "draft")
    }

    @Test func `a version is kept, and a story is begun`() async throws {
        try await citra.type("Satu. ")
        let kept = try await citra.post("version", ["reason": "Dicek"])
        #expect(kept.status == .ok)
        #expect(try kept.json().member("version")?.asInteger == 2)
        #expect(try kept.json().member("isNew") == .bool(true))
        #expect(try await citra.post("version", .object([])).json().member("isNew") == .bool(false))
        let begun = try await citra.post(
            at: "/newsroom/stories",
            JSONValue.members([
                "headline": "Banjir", "section": "Dunia", "tags": .array(["Air"]), "number": .integer(99),
            ])
            .bytes
        )
        #expect(begun.status == .created, "\(begun.text)")
        #expect(try begun.json().member("href") == "/newsroom/stories/3")
        let text = try await citra.open(3)
        #expect(text.member("fields")?.member("tags") == .array(["Air"]))
        #expect(text.member("fields")?.member("bylines")?.asArray?.first?.member("name") == "Citra Lestari")
        let nameless = try await citra.post(at: "/newsroom/stories", JSONValue.members(["section": "Dunia"]).bytes)
        #expect(nameless.status == .unprocessableContent && nameless.code == "no_headline")
    }

    @Test func `nobody writes without a session, its token and a page of ours`() async throws {
        let point = try await citra.open().point
        let batch = citra.batch("Satu. ", on: point)
        let stranger = WritingPage(DeskBrowser(portal))
        for place in ["text", "events?client=\(citra.client)"] {
            let answer = try await stranger.browser.get("/newsroom/stories/2/\(place)")
            #expect(answer.status == .unauthorized && answer.code == "signed_out" && answer["Location"] == nil)
            #expect(answer["Cache-Control"] == "private, no-store" && answer["ETag"] == nil)
        }
        let unsigned = try await stranger.post("text/batches", batch, token: citra.token)
        #expect(unsigned.status == .unauthorized)
        for token in ["", "x", String(repeating: "a", count: 64), try await otherToken()] {
            let refused = try await citra.post("text/batches", batch, token: token)
            #expect(refused.status == .forbidden && refused.code == "form", "\(token)")
        }
        for source in [HTTPFields(), [.origin: "https://jahat.example"], [.fetchSite: "cross-site"]] {
            let refused = try await citra.post("text/batches", batch, source: source)
            #expect(refused.status == .forbidden && refused.code == "form", "\(source)")
        }
        #expect(try await document() == "Isi berita.")
        try await portal.desk.endAllSessions(
            of: cast.reporter.number,
            by: Manager(cast.reporter, from: Caller(address: "127.0.0.1", network: "127.0.0.1"))
        )
        #expect(try await citra.post("text/batches", batch).code == "signed_out")
    }

    private func otherToken() async throws -> String {
        try await bagus.open()
        return bagus.token
    }

    @Test func `what is no batch is refused with its kind, and reaches nobody`() async throws {
        let point = try await citra.open().point
        func answer(_ other: KeyValuePairs<String, JSONValue?>) async throws -> TestResponse {
            try await citra.post("text/batches", citra.batch("x", on: point, other))
        }
        for (name, values) in [
            "epoch": [
                nil, .null, "1", .number("-1"), .number("1.5"), .number("1e3"),
                .number(String(repeating: "9", count: 400)),
            ],
            "version": [nil, .bool(true)],
            "client": [nil, "kurang", .string(String(repeating: "x", count: 33)), "tidak-boleh-begini-x"],
            "seq": [nil, "x"], "steps": [nil, .object([]), "x"], "schema": [nil],
        ] as [String: [JSONValue?]] {
            for value in values {
                let refused = try await answer([name: value])
                #expect(
                    refused.status == .badRequest && refused.code == "invalid",
                    "\(name) \(String(describing: value))"
                )
            }
        }
        #expect(try await answer(["schema": .integer(2)]).status == .upgradeRequired)
        #expect(try await answer(["steps": .array([])]).code == "bad_step")
        #expect(try await answer(["steps": .array([.insertion("x", at: 9_999)])]).code == "bad_step")
        #expect(try await answer(["steps": .array([.null])]).status == .unprocessableContent)
        let many = JSONValue.array(Array(repeating: .insertion("x"), count: 501))
        #expect(try await answer(["steps": many]).status == .contentTooLarge)
        let large = JSONValue.array([.insertion(String(repeating: "x", count: 1 << 20 + 5_000))])
        #expect(try await answer(["steps": large]).status == .contentTooLarge)
        #expect(try await answer(["epoch": .integer(99)]).status == .gone)
        #expect(try await answer(["version": .integer(7)]).code == "epoch_over")
        for text in [
            "", "{", "[]", "null", "7", "{\"a\":1,\"a\":2}", "{\"steps\":" + String(repeating: "[", count: 9_000),
        ] {
            let refused = try await citra.post(at: "/newsroom/stories/2/text/batches", Array(text.utf8))
            #expect(refused.status == .badRequest, "\(text.prefix(20))")
        }
        let form = try await citra.post(
            "text/batches",
            citra.batch("x", on: point),
            type: "application/x-www-form-urlencoded"
        )
        #expect(form.status == .badRequest)
        #expect(try await citra.open().point == point)
        // Members that nobody asks for are not looked at.
        #expect(try await answer(["member": .integer(1), "at": .integer(0), "stage": "approved"]).status == .ok)
        #expect(try await citra.open().member("stage") == "draft")
    }

    @Test func `addresses that are none, and methods that they do not take`() async throws {
        try await citra.open()
        for path in ["text/lain", "text/rescued/x/dismissal", "text/rescued/0/dismissal", "text/batches/1", "events/x"]
        {
            #expect(try await citra.post(path, .object([])).status != .ok, "\(path)")
            #expect(try await citra.browser.get("/newsroom/stories/2/\(path)").status == .notFound, "\(path)")
        }
        for path in ["text/batches", "text/carets", "fields", "version"] {
            let refused = try await citra.browser.get("/newsroom/stories/2/\(path)")
            #expect(refused.status == .methodNotAllowed && refused["Allow"] == "POST", "\(path)")
            #expect(refused["Cache-Control"] == "private, no-store")
        }
        #expect(try await citra.post("text", .object([])).status == .methodNotAllowed)
        #expect(try await citra.browser.get("/newsroom/stories/99/text").code == "not_found")
        #expect(
            try await citra.post("text/batches", citra.batch("x", on: .init(epoch: 0, version: 0)), story: 99).code
                == "not_found"
        )
        #expect(try await citra.browser.get("/newsroom/stories/99/events?client=\(citra.client)").code == "not_found")
        #expect(try await citra.browser.get("/newsroom/stories/2/events?client=x").code == "invalid")
        #expect(
            try await citra.browser.get("/newsroom/stories/2/events?client=\(citra.client)&after=x").code == "invalid"
        )
        let caret: JSONValue = [
            "client": .string(citra.client), "epoch": .integer(1), "version": .integer(0), "anchor": .integer(1),
            "head": .integer(1),
        ]
        #expect(try await citra.post("text/carets", caret).status == .noContent)
    }

    @Test func `what is written together is nowhere in public before it is published`() async throws {
        try await bagus.open(1)
        try await bagus.type("Kenari Zamrud. ", in: 1)
        try await citra.type("Kenari Zamrud. ")
        try await portal.desk.catchUpStories(quietFor: 0)
        try await portal.press.follower.catchUp()
        for path in ["/", "/dunia", "/indeks", "/cari?q=kenari", "/feed.xml", "/sitemap.xml", "/dunia/1/kawat-nomor-1"]
        {
            let answer = try await portal.ask(path)
            #expect(!answer.text.contains("Zamrud"), "\(path)")
        }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }
}
