import BuiltIn
import Foundation
import HTTPTypes
import News
import Press
import Storage
import TestSupport
import Testing

@testable import Web

/// What the newsroom reads and writes at its edges: addresses, forms, words.
@Suite(.timeLimit(.minutes(10))) struct NewsroomFormsTests {
    @Test func `each address is read as it is written, and in no other spelling`() {
        let none = ["/newsroom/", "/newsroom/tidak-ada", "/newsroom?scope=all", "/newsroom/stories/0"]
        for path in NewsroomDoorTests.paths where !none.contains(path) {
            #expect(NewsroomAddress(path: path)?.path == path, "\(path)")
            for other in [path + "/", path.uppercased(), "/x" + path, path + "//", path + "%20"] {
                #expect(NewsroomAddress(path: other) == nil, "\(other)")
            }
        }
        let others = [
            "/newsroomx", "/newsrooms/1", "/newsroom/stories/01", "/newsroom/people/-1", "/newsroom/link/", "",
        ]
        for path in others {
            #expect(NewsroomAddress(path: path) == nil, "\(path)")
        }
    }

    @Test(arguments: [
        ("a=1&b=2", ["a": "1", "b": "2"]), ("a=%C3%A9+%2B", ["a": "é +"]), ("a&b=", ["a": "", "b": ""]),
        ("a=1=2", ["a": "1=2"]), ("", [:]), ("a=%0D%0A", ["a": "\r\n"]), ("&&a=1&&", ["a": "1"]),
    ])
    func `fields are read as browsers send them`(text: String, values: [String: String]) throws {
        let fields = try #require(FormFields(text))
        for (name, value) in values { #expect(fields.has(name) && fields[name] == value) }
        #expect(!fields.has("c"))
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3", "%ED%A0%80=1", "a=%C0%80"])
    func `what is no UTF-8 is refused`(text: String) {
        #expect(FormFields(text) == nil)
    }

    @Test func `more fields than any form has are refused`() {
        #expect(FormFields(String(repeating: "a=1&", count: FormFields.most)) != nil)
        #expect(FormFields(String(repeating: "a=1&", count: FormFields.most + 1)) == nil)
    }

    @Test func `whatever is encoded is read again`() throws {
        let text = (UInt8.min ... .max).map { Character(Unicode.Scalar($0)) }.map(String.init).joined() + "é😀\u{2028}"
        #expect(try #require(FormFields("a=" + PercentEncoding.encodeWhole(text)))["a"] == text)
    }

    private static func words(_ language: String) throws -> [String: Any] {
        let files = BuiltInFiles.files(under: "newsroom/")
        let bytes = try #require(files["strings-\(language).json"])
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private static func keys(_ words: [String: Any], _ prefix: String = "") -> Set<String> {
        words.reduce(into: []) { keys, word in
            guard word.key != "_about" else { return }
            if let inner = word.value as? [String: Any] {
                keys.formUnion(Self.keys(inner, prefix + word.key + "."))
            } else {
                keys.insert(prefix + word.key)
            }
        }
    }

    @Test func `both languages have the same words, and one for each reason, fault, step and state`() throws {
        let known = Self.keys(try Self.words("id"))
        #expect(known == Self.keys(try Self.words("en")))
        var wanted = Permission.Reason.allCases.map { "reasons." + $0.rawValue }
        wanted += CopyText.Fault.allCases.map { "faults." + $0.rawValue }
        wanted += NewsroomAddress.steps.flatMap { step in
            ["steps.\(step.verb.rawValue).button", "steps.\(step.verb.rawValue).title", "said.\(step.verb.rawValue)"]
        }
        wanted += Stage.allCases.map { "stages." + $0.rawValue } + PublicState.allCases.map { "states." + $0.rawValue }
        wanted += Role.allCases.flatMap { ["roles_of_members." + $0.rawValue, "roles_explained." + $0.rawValue] }
        wanted += JournalEntry.Act.allCases.map { "acts." + $0.rawValue }
        wanted += Byline.Role.allCases.map { "roles." + $0.rawValue }
        wanted += Story.Withdrawal.Ground.allCases.map { "steps.withdraw.grounds." + $0.rawValue }
        wanted += UnverifiedReport.Condition.allCases.map { "steps.report_unverified.conditions." + $0.rawValue }
        wanted += PaidContent.Label.allCases.map { "steps.label.labels." + $0.rawValue }
        wanted += PictureUse.MadeWithAI.allCases.map { "pictures.sources." + $0.rawValue }
        wanted += News.Notification.Kind.allCases.map { "notifications.kinds." + $0.rawValue }
        wanted += NewsError.Code.allCases.flatMap { code in
            ["heading", "message"].map { "notices.\(code.rawValue).\($0)" }
        }
        for key in wanted { #expect(known.contains(key), "\(key)") }
    }

    @Test func `every word that a template asks for is there`() throws {
        let known = Self.keys(try Self.words("id"))
        for (name, bytes) in BuiltInFiles.files(under: "newsroom/") where name.hasSuffix(".mustache") {
            for match in String(decoding: bytes, as: UTF8.self).matches(of: /\{\{#?text\.([a-z_.]+)\}\}/) {
                #expect(known.contains(String(match.1)), "\(name): \(match.1)")
            }
        }
    }

    /// Words that are set bold in the guide and stand on no page.
    private static let ofGuide: Set<String> = [
        "Bila orang lain menyimpan lebih dulu", "If somebody saves before you", "tebal", "what readers see",
        "tempel", "paste", "Menulis bersama.", "Together.", "Tanpa JavaScript", "Without JavaScript",
    ]

    @Test func `the guide calls buttons and states by the words that are on them`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let guide = try String(contentsOf: sources.appendingPathComponent("docs/newsroom.md"), encoding: .utf8)
        let parts = guide.split(separator: "## In English")
        for (language, part) in zip(["id", "en"], parts) {
            let known = Self.values(try Self.words(language))
            for match in part.matches(of: /\*\*([^*]+)\*\*/) {
                let words = String(match.1).replacing("\n", with: " ")
                let isKnown = known.contains(words) || known.contains { Self.says($0, words) }
                #expect(isKnown || Self.ofGuide.contains(words), "\(language): \(words)")
            }
        }
        #expect(parts.count == 2)
    }

    /// Whether a string begins with the words, or says them with something in the place of what it leaves open.
    private static func says(_ string: String, _ words: String) -> Bool {
        if [" {", ". {", ","].contains(where: { string.hasPrefix(words + $0) }) { return true }
        guard string.hasSuffix("}"), let open = string.firstIndex(of: "{") else { return false }
        return open > string.startIndex && words.hasPrefix(string[..<open])
    }

    private static func values(_ words: [String: Any]) -> Set<String> {
        words.reduce(into: []) { values, word in
            if let inner = word.value as? [String: Any] { values.formUnion(Self.values(inner)) }
            if let text = word.value as? String { values.insert(text) }
        }
    }

    @Test func `a form may be as long as the longest text, encoded, and no longer`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await browser.get("/newsroom/stories/1")
        let head = "token=\(browser.token ?? "")&base=\(browser.field("base") ?? "")&headline=Panjang&body="
        let words = String(repeating: "%C3%A9%C3%A9+", count: (Body.longest - 8_192) / 5)
        let cookie = "warta=\(browser.cookies["warta"] ?? "")"
        try await portal.serving { port in
            for (path, body, status) in [
                ("/newsroom/stories/1", head + words, 303),
                ("/newsroom/stories/1", String(repeating: "a", count: Limits.mostForm + 1), 413),
                ("/dunia", String(repeating: "a", count: Limits().body + 1), 413),
                ("/newsroomx", String(repeating: "a", count: Limits().body + 1), 413),
            ] {
                let lines = [
                    "POST \(path) HTTP/1.1", "Host: localhost:\(port)", "Origin: http://localhost:\(port)",
                    "Cookie: \(cookie)", "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: \(body.utf8.count)",
                ]
                let bytes = Array((lines.map { $0 + "\r\n" }.joined() + "\r\n" + body).utf8)
                let said = try await RawConnection.exchange(port: port, [bytes])
                #expect(RawAnswer.all(in: said)?.first?.status == status, "\(path)")
            }
        }
        let kept = try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 1)) }
        #expect((kept?.workingCopy?.copy.body.html.utf8.count ?? 0) > 1_000_000)
    }
}
