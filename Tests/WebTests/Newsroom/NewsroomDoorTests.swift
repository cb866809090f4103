import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Press
import Storage
import TestSupport
import Testing

@testable import Web

/// Who comes into the newsroom, and what every answer of it says to browsers and caches.
@Suite(.timeLimit(.minutes(10))) struct NewsroomDoorTests {
    /// An address of every form; those that only take forms as well.
    static let paths: [String] = {
        let (story, member) = (StoryNumber(rawValue: 1), MemberNumber(rawValue: 1))
        let picture = NewsroomAddress.picture(digest: String(repeating: "ab", count: 32), width: 320, .jpeg)
        let addresses: [NewsroomAddress] =
            [
                .stories, .newStory, .story(story), .revisions(story), .differences(story), .preview(story), picture,
                .time,
            ]
            + [.previewPage(story), .timePage]
            + [.filing, .pictures(story), .task(story), .guests(story), .views, .selection, .notifications]
            + NewsroomAddress.steps.map { .step(story, $0.verb) }
            + [
                .account, .passkeys, .password, .ownAddress, .securityLog, .sessions, .secondFactor,
                .factorReset(member),
                .members, .newMember,
                .member(member), .invitation(member), .shownLink(member),
                .activity(member), .signOut,
            ]
        return addresses.map(\.path) + [
            "/newsroom/", "/newsroom/tidak-ada", "/newsroom?scope=all", "/newsroom/stories/0",
        ]
    }()

    private func expectGuarded(_ response: TestResponse, _ path: String) {
        #expect(response["Cache-Control"] == "private, no-store", "\(path)")
        #expect(response["Vary"] == "Cookie", "\(path)")
        let policy = response["Content-Security-Policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'"), "\(path)")
        // The page of readers stands in a frame of ours.
        let isFramed = path.hasSuffix("/preview/page") && response.status == .ok
        #expect(policy.contains(isFramed ? "frame-ancestors 'self'" : "frame-ancestors 'none'"), "\(path)")
        let isReaders = path.contains("/preview") || path.contains("/-/pictures/")
        let scripts = policy.split(separator: "; ").filter { $0.hasPrefix("script-src") || $0.hasPrefix("connect-src") }
        // Nothing runs but files of our own, and they ask nobody else.
        #expect(scripts == ["script-src 'self'", "connect-src 'self'"] || (isReaders && scripts == []), "\(path)")
        #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"), "\(path)")
        #expect(response["X-Frame-Options"] == (isFramed ? "SAMEORIGIN" : "DENY"), "\(path)")
        #expect(response["X-Content-Type-Options"] == "nosniff", "\(path)")
        #expect(response["Referrer-Policy"] == "same-origin", "\(path)")
        #expect(response["ETag"] == nil && response["Last-Modified"] == nil, "\(path)")
    }

    @Test func `whoever is not signed in is led to the door from every page, and each answer is guarded`() async throws
    {
        let portal = try await Portal()
        let browser = DeskBrowser(portal)
        for path in Self.paths {
            let looked = try await browser.get(path)
            #expect(looked.status == .seeOther, "\(path)")
            #expect(looked["Location"]?.hasPrefix("/newsroom/sign-in") == true, "\(path)")
            expectGuarded(looked, path)
            let sent = try await browser.post(path, ["headline": "x"])
            if ["/newsroom/stories", "/newsroom/stories/1", "/newsroom/file"].contains(path) {
                // The words of a story are shown to whoever sent them; the page leads to the door too.
                #expect(sent.status == .unauthorized && sent.text.contains("/newsroom/sign-in"), "\(path)")
                #expect(sent.text.contains("name=\"headline\" value=\"x\""), "\(path)")
            } else {
                #expect(sent.status == .seeOther && sent["Location"] == "/newsroom/sign-in", "\(path)")
            }
            expectGuarded(sent, path)
        }
        for path in [
            "/newsroom/sign-in", "/newsroom/sign-in/forgotten", "/newsroom/sign-in/passkey", "/newsroom/link/abc",
        ] {
            expectGuarded(try await browser.get(path), path)
            expectGuarded(try await browser.post(path, ["password": "x"]), path)
        }
        expectGuarded(try await portal.ask("/newsroom", .put), "PUT")
    }

    @Test func `to whoever is signed in, every answer is guarded too`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        for path in Self.paths where path != "/newsroom/sign-out" {
            let looked = try await browser.get(path)
            #expect(looked.status.code < 500, "\(path)")
            expectGuarded(looked, path)
            let sent = try await browser.post(path, [:], token: "x")
            #expect(sent.status == .forbidden, "\(path)")
            expectGuarded(sent, path)
        }
    }

    private static let sources: [(name: String, fields: HTTPFields)] = [
        ("another site", [.origin: "https://elsewhere.example"]),
        ("another port", [.origin: "http://localhost:81"]), ("a page without an origin", [.origin: "null"]),
        ("another site, as the browser says", HTTPFields(named: ["Sec-Fetch-Site": "cross-site"])),
        ("a neighbour", HTTPFields(named: ["Sec-Fetch-Site": "same-site"])),
        ("nowhere", HTTPFields(named: ["Sec-Fetch-Site": "none"])), ("no browser", [:]),
        (
            "both at odds",
            HTTPFields(named: ["Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"])
        ),
    ]

    @Test(arguments: sources.indices)
    func `a form from elsewhere changes nothing`(index: Int) async throws {
        let (name, source) = Self.sources[index]
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        _ = try await browser.get("/newsroom/stories/1")
        let before = try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 1)) }
        let fields = KeyValuePairs.story("Dari luar", base: browser.field("base"))
        let response = try await browser.post("/newsroom/stories/1", fields, source: source)
        #expect(response.status == .forbidden, "\(name)")
        #expect(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 1)) } == before)
        // The same from its own page is taken.
        let own = HTTPFields(named: ["Sec-Fetch-Site": "same-origin"])
        _ = try await browser.get("/newsroom/stories/1")
        #expect(try await browser.post("/newsroom/stories/1", fields, source: own).status == .seeOther)
    }

    @Test func `a form needs the token of its own session`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        let other = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await browser.get("/newsroom/stories/1")
        _ = try await other.get("/newsroom/stories/1")
        for token in ["", "x", try #require(other.token)] {
            let response = try await browser.post("/newsroom/stories", .story("Baru"), token: token)
            #expect(response.status == .forbidden)
        }
        #expect(try await portal.home.store.read { try $0.lastStoryNumber() } == StoryNumber(rawValue: 1))
    }

    @Test func `an unknown account and a wrong password get the same answer`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        _ = try await DeskBrowser.signedIn(portal, cast.editor)
        var pages: [String] = []
        for email in ["bagus@warta.example", "siapa@warta.example"] {
            let browser = DeskBrowser(portal)
            _ = try await browser.get("/newsroom/sign-in")
            let response = try await browser.post("/newsroom/sign-in", ["email": email, "password": "salah sekali"])
            #expect(response.status == .forbidden)
            // The form's token and what a passkey would sign are drawn for each page.
            pages.append(response.text.replacing(email, with: "").replacing(/[A-Za-z0-9_-]{40,}/, with: ""))
        }
        #expect(pages[0] == pages[1])
    }

    @Test func `whoever signs in comes to the page that they wanted, and to none elsewhere`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        _ = try await DeskBrowser.signedIn(portal, cast.editor)
        let places = [
            "/newsroom/stories/1": "/newsroom/stories/1", "/newsroom/stories/1?x=1": "/newsroom/stories/1?x=1",
            "": "/newsroom", "//elsewhere.example": "/newsroom", "https://elsewhere.example/newsroom": "/newsroom",
            "/newsroom\\..\\x": "/newsroom", "/newsroom/../dunia": "/newsroom", "/dunia": "/newsroom",
            "/newsroom/stories/1\r\nX: y": "/newsroom", "/newsroom/sign-in": "/newsroom/sign-in",
        ]
        for (wanted, place) in places {
            let browser = DeskBrowser(portal)
            _ = try await browser.get("/newsroom/sign-in")
            let response = try await browser.post(
                "/newsroom/sign-in",
                ["email": "BAGUS@warta.example", "password": "kuda hijau empat laut", "to": wanted]
            )
            #expect(response.status == .seeOther && response["Location"] == place, "\(wanted)")
            #expect(try await browser.get("/newsroom").status == .ok)
        }
    }

    @Test func `a session ends where somebody signs out, and its cookie opens nothing any more`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        let stolen = browser.cookies["warta"] ?? ""
        _ = try await browser.get("/newsroom")
        #expect(try await browser.post("/newsroom/sign-out", [:])["Location"] == "/newsroom/sign-in")
        #expect(browser.cookies["warta"] == nil)
        #expect(try await portal.ask("/newsroom", .get, [.cookie: "warta=\(stolen)"]).status == .seeOther)
    }

    @Test func `over HTTPS the cookie is one that only this host can have set`() async throws {
        let portal = try await Portal(hosts: ["warta.example"], isSecure: true)
        let cast = try await DeskCast(portal.desk)
        let invitation = try await portal.desk.invite(cast.editor.number, by: .commandLine)
        let browser = DeskBrowser(portal)
        browser.host = "warta.example"
        _ = try await browser.get(invitation.path)
        let fields: KeyValuePairs = ["password": "kuda hijau empat", "again": "kuda hijau empat"]
        let plain = try await browser.post(invitation.path, fields)
        #expect(plain.status == .forbidden)
        _ = try await browser.get(invitation.path)
        let response = try await browser.post(invitation.path, fields, source: [.origin: "https://warta.example"])
        let cookie = response.headers[values: .setCookie].first { $0.hasPrefix("__Host-warta=") } ?? ""
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
        #expect(response["Strict-Transport-Security"] == "max-age=31536000")
        #expect(try await browser.get("/newsroom").status == .ok)
    }

    @Test func `the newsroom answers for the newspaper's hosts alone, and without HTTPS at its own machine alone`()
        async throws
    {
        let portal = try await Portal(hosts: ["www.warta.example"])
        let statuses: [(String, HTTPResponse.Status)] = [
            ("localhost:8080", .seeOther), ("127.0.0.1", .seeOther), ("[::1]:8080", .seeOther),
            ("www.warta.example", .forbidden), ("WWW.Warta.example:443", .forbidden),
            ("elsewhere.example", .misdirectedRequest), ("localhost.elsewhere.example", .misdirectedRequest),
        ]
        for (host, status) in statuses {
            let browser = DeskBrowser(portal)
            browser.host = host
            let response = try await browser.get("/newsroom")
            #expect(response.status == status, "\(host)")
            #expect(response["Cache-Control"] == "private, no-store", "\(host)")
        }
        // A proxy of this machine asks for somebody else.
        let proxied = try await portal.ask("/newsroom", .get, HTTPFields(named: ["X-Forwarded-For": "192.0.2.1"]))
        #expect(proxied.status == .misdirectedRequest)
    }

    @Test func `the newsroom speaks the language of its newspaper`() async throws {
        for (language, words) in [("id", "Kata sandi"), ("en", "Password"), ("jv", "Kata sandi")] {
            let portal = try await Portal(language: language)
            let page = try await portal.ask("/newsroom/sign-in").text
            #expect(page.contains(words), "\(language)")
        }
    }

    @Test func `a member who is deactivated is out at once`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await browser.get("/newsroom").status == .ok)
        _ = try await portal.desk.deactivateMember(cast.editor.number, by: .commandLine)
        #expect(try await browser.get("/newsroom").status == .seeOther)
    }

    @Test func `only administrators see and manage people, and a link is shown once`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        for member in [cast.reporter, cast.editor, cast.managingEditor] {
            let browser = try await DeskBrowser.signedIn(portal, member)
            for path in ["/newsroom/people", "/newsroom/people/new", "/newsroom/people/1"] {
                #expect(try await browser.get(path).status == .forbidden)
            }
            _ = try await browser.get("/newsroom")
            #expect(!browser.page.contains("/newsroom/people"))
            let fields: KeyValuePairs = ["name": "Eka", "email": "eka@warta.example", "role": "administrator"]
            #expect(try await browser.post("/newsroom/people", fields).status == .forbidden)
        }
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        _ = try await browser.get("/newsroom/people/new")
        let fields: KeyValuePairs = [
            "name": "Eka Wijaya", "email": "eka@warta.example", "role": "editor", "reach": "some", "section": "dunia",
        ]
        let response = try await browser.post("/newsroom/people", fields)
        let link = try #require(response.text.firstMatch(of: /http:\/\/localhost(\/newsroom\/link\/[0-9a-z]+)/)?.1)
        let eka = DeskBrowser(portal)
        #expect(try await eka.get(String(link)).status == .ok)
        let passwords: KeyValuePairs = ["password": "empat laut kuda", "again": "empat laut kuda"]
        #expect(try await eka.post(String(link), passwords)["Location"] == "/newsroom?said=password")
        #expect(try await eka.get("/newsroom").text.contains("Eka Wijaya"))
        #expect(try await DeskBrowser(portal).get(String(link)).status == .gone)
        let member = try #require(try await portal.desk.members().first { $0.name == "Eka Wijaya" })
        #expect(member.role == .editor && member.sections == [Section.dunia.slug])
        _ = try await browser.get("/newsroom/people/\(member.number)")
        let change: KeyValuePairs = [
            "name": "Eka W.", "email": "eka@warta.example", "role": "reporter", "reach": "all",
        ]
        #expect(try await browser.post("/newsroom/people/\(member.number)", change).status == .seeOther)
        let ended = try await browser.post("/newsroom/people/\(member.number)/activity", ["active": "no"])
        #expect(ended.status == .seeOther)
        #expect(try await eka.get("/newsroom").status == .seeOther)
    }
}
