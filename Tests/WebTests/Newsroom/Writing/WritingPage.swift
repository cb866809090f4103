import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Testing

@testable import Web

/// A page in which a member writes, as its script speaks to the server.
final class WritingPage {
    let browser: DeskBrowser
    let client: String
    private(set) var token = ""
    var sequence = 0

    init(_ browser: DeskBrowser, _ tab: Int = 0) {
        self.browser = browser
        client = "halaman0000000000\(tab)"
    }

    /// A newspaper in which Citra has begun a draft, story 2, and the pages of her and of her editor.
    static func twoOfADraft() async throws -> (Portal, DeskCast, citra: WritingPage, bagus: WritingPage) {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let citra = WritingPage(try await .signedIn(portal, cast.reporter))
        let bagus = WritingPage(try await .signedIn(portal, cast.editor), 1)
        _ = try await citra.browser.get("/newsroom/stories")
        _ = try await citra.browser.post("/newsroom/stories", .story("Gempa di Palu"))
        return (portal, cast, citra, bagus)
    }

    /// The story's text, as the page opens it.
    @discardableResult
    func open(_ story: Int64 = 2) async throws -> JSONValue {
        let answer = try await browser.get("/newsroom/stories/\(story)/text")
        #expect(answer.status == .ok, "\(answer.text)")
        let json = try answer.json()
        token = json.member("token")?.asString ?? ""
        return json
    }

    /// Sends a value below the story's address, from a page of the newsroom unless another source is named.
    func post(
        _ path: String,
        _ value: JSONValue,
        story: Int64 = 2,
        token: String? = nil,
        source: HTTPFields? = nil,
        type: String = "application/json"
    ) async throws -> TestResponse {
        try await post(
            at: "/newsroom/stories/\(story)/\(path)",
            value.bytes,
            token: token,
            source: source,
            type: type
        )
    }

    func post(
        at path: String,
        _ bytes: [UInt8],
        token: String? = nil,
        source: HTTPFields? = nil,
        type: String = "application/json"
    ) async throws -> TestResponse {
        var headers = source ?? [.origin: "http://localhost"]
        headers[.contentType] = type
        headers[.formToken] = token ?? self.token
        return try await browser.ask(path, .post, headers, body: ByteBuffer(bytes: bytes))
    }

    /// A batch as it is sent, with what is said otherwise.
    func batch(
        _ words: String,
        on point: SharedText.Point,
        _ other: KeyValuePairs<String, JSONValue?> = [:]
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("epoch", .integer(point.epoch)), ("version", .integer(point.version)), ("client", .string(client)),
            ("seq", .integer(sequence)), ("schema", .integer(1)), ("steps", .array([.insertion(words)])),
        ]
        for (key, value) in other {
            members.removeAll { $0.0 == key }
            if let value { members.append((key, value)) }
        }
        return .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
    }

    /// Types words before all others, on the newest version.
    @discardableResult
    func type(_ words: String, in story: Int64 = 2) async throws -> TestResponse {
        let point = try await open(story).point
        sequence += 1
        return try await post("text/batches", batch(words, on: point), story: story)
    }
}

extension JSONValue {
    /// A step that puts words before all others.
    static func insertion(_ words: String, at position: Int = 1) -> JSONValue {
        .members([
            "stepType": "replace", "from": .integer(position), "to": .integer(position),
            "slice": .members(["content": .array([.members(["type": "text", "text": .string(words)])])]),
        ])
    }

    /// The version that an answer names.
    var point: SharedText.Point {
        SharedText.Point(epoch: member("epoch")?.asInteger ?? -1, version: member("version")?.asInteger ?? -1)
    }

    /// All words of a document.
    var words: String {
        (member("text")?.asString ?? "") + (member("content")?.asArray ?? []).map(\.words).joined()
    }

    var code: String? { member("code")?.asString }
}

extension TestResponse {
    func json() throws -> JSONValue { try JSONValue(parsing: Array(body.readableBytesView), deepest: 200) }

    /// The code of a fault; nil where there is none.
    var code: String? { try? json().code }
}
