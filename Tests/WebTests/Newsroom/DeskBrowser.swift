import Editorial
import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Storage
import Testing

@testable import Web

/// A browser in which a member of a newspaper's desk works: it keeps cookies, and sends forms as their pages made them.
final class DeskBrowser {
    let portal: Portal
    /// Where it goes: at the server's own machine unless a test says otherwise.
    var host = "localhost"
    private(set) var cookies: [String: String] = [:]
    /// The page that it shows.
    private(set) var page = ""

    init(_ portal: Portal) {
        self.portal = portal
    }

    /// A browser of a member who has just signed in.
    static func signedIn(_ portal: Portal, _ member: Member) async throws -> DeskBrowser {
        let invitation = try await portal.desk.invite(member.number, by: .commandLine)
        let step = try await portal.desk.setPassword(
            link: invitation.token,
            password: "kuda hijau empat laut",
            from: Caller(address: "127.0.0.1", userAgent: "test")
        )
        let browser = DeskBrowser(portal)
        browser.cookies["warta"] = step.signIn?.token
        return browser
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await ask(path, .get, headers)
    }

    /// Sends the fields with the token of the page that was seen last, from a page of that host.
    func post(
        _ path: String,
        _ fields: KeyValuePairs<String, String>,
        token: String? = nil,
        source: HTTPFields? = nil
    ) async throws -> TestResponse {
        let shown = token ?? self.token ?? ""
        let body = ([("token", shown)] + fields.map { ($0.key, $0.value) })
            .map { "\($0)=\(PercentEncoding.encodeWhole($1))" }.joined(separator: "&")
        return try await send(path, body, source: source)
    }

    /// Sends a form that is written already, from a page of that host.
    func send(_ path: String, _ body: String, source: HTTPFields? = nil) async throws -> TestResponse {
        var headers = source ?? [.origin: "http://" + host]
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(path, .post, headers, body: ByteBuffer(string: body))
    }

    /// The token of the forms on the page that was seen last.
    var token: String? { field("token") }

    /// What a hidden field of the page holds.
    func field(_ name: String) -> String? {
        guard let start = page.firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return nil }
        return String(page[start...].prefix { $0 != "\"" })
    }

    func ask(
        _ path: String,
        _ method: HTTPRequest.Method,
        _ headers: HTTPFields,
        body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        let response = try await portal.ask(path, method, headers, host: host, body: body)
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        if response.headers[.contentType]?.hasPrefix("text/html") == true { page = response.text }
        return response
    }
}

/// The members of a desk, one of each role.
struct DeskCast: Sendable {
    let reporter: Member
    let editor: Member
    let managingEditor: Member
    let administrator: Member

    init(_ desk: Desk, editorsSections: Set<Slug> = []) async throws {
        func add(_ name: String, _ role: Role, _ sections: Set<Slug> = []) async throws -> Member {
            let email = try EmailAddress(name.prefix { $0 != " " }.lowercased() + "@warta.example")
            return try await desk.addMember(
                NewMember(name: name, email: email, role: role, sections: sections),
                by: .commandLine
            ).member
        }
        administrator = try await add("Ayu Pratiwi", .administrator)
        managingEditor = try await add("Dewi Anggraini", .managingEditor)
        editor = try await add("Bagus Santoso", .editor, editorsSections)
        reporter = try await add("Citra Lestari", .reporter)
    }

    var all: [Member] { [reporter, editor, managingEditor, administrator] }
}

extension KeyValuePairs where Key == String, Value == String {
    /// The fields of a story as a form sends them.
    static func story(
        _ headline: String,
        body: String = "Isi berita.",
        section: String = "Dunia",
        base: String? = nil,
        then: String = ""
    ) -> KeyValuePairs<String, String> {
        [
            "base": base ?? "", "headline": headline, "lead": "Teras.", "body": body, "section": section, "genre": "",
            "place": "Palu", "zone": "Asia/Makassar", "language": "id", "tags": "Gempa\r\nPalu",
            "byline": "Citra Lestari", "byline_role": "author", "byline": "", "byline_role": "editor", "then": then,
        ]
    }
}
