import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Editorial
@testable import Web

/// A second factor in the browser: set up, asked for, and reset.
@Suite(.timeLimit(.minutes(10))) struct NewsroomFactorTests {
    private static let password = "kuda hijau empat laut"

    /// The app of a member who has set up the second factor in the browser, the code that it took, and the recovery codes.
    private func setUp(_ browser: DeskBrowser) async throws -> (app: TimedCode, code: String, recovery: [String]) {
        _ = try await browser.get("/newsroom/account")
        #expect(browser.page.contains("href=\"/newsroom/account/second-factor\""))
        _ = try await browser.get("/newsroom/account/second-factor")
        let begun = try await browser.post(
            "/newsroom/account/second-factor",
            ["act": "begin", "password": Self.password]
        )
        #expect(begun.status == .ok && begun["Cache-Control"] == "private, no-store")
        let link = try #require(browser.page.firstMatch(of: /secret=([A-Z2-7]{32})/)?.1)
        #expect(browser.page.contains("<svg") && browser.page.contains("class=\"dark\" d=\"M"))
        let app = try #require(TimedCode(base32: String(link)))
        let code = app.code(step: browser.portal.clock.now.seconds / 30)
        let done = try await browser.post("/newsroom/account/second-factor", ["act": "confirm", "code": code])
        #expect(done.status == .ok)
        let codes = browser.page.matches(of: /<li>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})<\/li>/).map { String($0.1) }
        #expect(codes.count == 10)
        return (app, code, codes)
    }

    private func stranger(_ portal: Portal, _ email: String) async throws -> DeskBrowser {
        let browser = DeskBrowser(portal)
        _ = try await browser.get("/newsroom/sign-in")
        let asked = try await browser.post("/newsroom/sign-in", ["email": email, "password": Self.password])
        #expect(asked.status == .ok && browser.page.contains("action=\"/newsroom/sign-in/code\""))
        #expect(browser.cookies["warta"] == nil)
        return browser
    }

    private func give(_ code: String, _ browser: DeskBrowser) async throws -> TestResponse {
        let challenge = browser.field("challenge") ?? ""
        return try await browser.post("/newsroom/sign-in/code", ["challenge": challenge, "code": code])
    }

    @Test func `a member sets it up, and from then on signs in with a code`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.reporter)
        let (_, taken, recovery) = try await setUp(browser)
        _ = try await browser.get("/newsroom/account")
        #expect(browser.page.contains("10") && !browser.page.contains("href=\"/newsroom/account/second-factor\""))

        let other = try await stranger(portal, cast.reporter.email.text)
        // Neither a page nor a wrong code, nor the one that was taken, lets in.
        #expect(try await other.get("/newsroom").status == .seeOther)
        let third = try await stranger(portal, cast.reporter.email.text)
        #expect(try await give("000 000", third).status == .forbidden)
        #expect(third.cookies["warta"] == nil && third.page.contains("role=\"alert\""))
        #expect(try await give(taken, third).status == .forbidden)
        let done = try await give(recovery[3], third)
        #expect(done.status == .seeOther && done["Location"] == "/newsroom")
        #expect(third.cookies["warta"] != nil)
        #expect(try await third.get("/newsroom").status == .ok)
    }

    @Test func `a form from elsewhere, or for another browser, gives no code`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let (_, _, recovery) = try await setUp(try await DeskBrowser.signedIn(portal, cast.reporter))
        let browser = try await stranger(portal, cast.reporter.email.text)
        let challenge = browser.field("challenge") ?? ""
        let thief = DeskBrowser(portal)
        let stolen = try await thief.post(
            "/newsroom/sign-in/code",
            ["challenge": challenge, "code": recovery[0]],
            token: browser.token
        )
        #expect(stolen.status == .forbidden && thief.cookies["warta"] == nil)
        let foreign = try await browser.post(
            "/newsroom/sign-in/code",
            ["challenge": challenge, "code": recovery[0]],
            source: [.origin: "https://elsewhere.example"]
        )
        #expect(foreign.status == .forbidden)
        #expect(try await browser.get("/newsroom/sign-in/code").status == .seeOther)
    }

    @Test func `a one-time link sets a password and asks for the code, whoever is signed in in that browser`()
        async throws
    {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let (_, _, recovery) = try await setUp(try await DeskBrowser.signedIn(portal, cast.reporter))
        let link = try await portal.desk.invite(cast.reporter.number, by: .commandLine)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await browser.get(link.path).status == .ok)
        let words = "empat kata yang lain"
        let asked = try await browser.post(link.path, ["password": words, "again": words])
        #expect(asked.status == .ok && browser.page.contains("action=\"/newsroom/sign-in/code\""))
        #expect(try await give(recovery[0], browser).status == .seeOther)
        _ = try await browser.get("/newsroom/account")
        #expect(browser.page.contains(cast.reporter.email.text) && !browser.page.contains(cast.editor.email.text))
    }

    @Test func `it is switched off with the password, and by administrators for whoever lost it`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await setUp(browser)
        _ = try await browser.get("/newsroom/account")
        let wrong = try await browser.post(
            "/newsroom/account/second-factor",
            ["act": "end", "password": "salah salah"]
        )
        #expect(wrong.status == .forbidden && browser.page.contains("role=\"alert\""))
        let off = try await browser.post("/newsroom/account/second-factor", ["act": "end", "password": Self.password])
        #expect(off["Location"] == "/newsroom/account?said=factor_off")

        _ = try await setUp(browser)
        let path = "/newsroom/people/\(cast.reporter.number)"
        let managing = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        _ = try await managing.get("/newsroom")
        #expect(try await managing.post(path + "/second-factor", [:]).status == .forbidden)
        let administrator = try await DeskBrowser.signedIn(portal, cast.administrator)
        _ = try await administrator.get(path)
        #expect(administrator.page.contains("action=\"\(path)/second-factor\""))
        // A browser that was found open takes nobody's factor.
        for guess in ["", "salah salah"] {
            #expect(try await administrator.post(path + "/second-factor", ["own_password": guess]).status == .forbidden)
        }
        #expect(try await portal.desk.secondFactor(of: cast.reporter.number) != nil)
        let own: KeyValuePairs = ["own_password": Self.password]
        #expect(try await administrator.post(path + "/second-factor", own).status == .seeOther)
        #expect(try await portal.desk.secondFactor(of: cast.reporter.number) == nil)
        #expect(try await browser.get("/newsroom").status == .seeOther)
        _ = try await administrator.get(path)
        #expect(!administrator.page.contains("action=\"\(path)/second-factor\""))
    }

    @Test func `the square is a code with three finders, and a text that is too long has none`() throws {
        let code = try #require(SquareCode(of: "otpauth://totp/Warta:citra?secret=AAAA"))
        #expect(code.size >= 21 + 8 && code.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(SquareCode(of: String(repeating: "a", count: 5_000)) == nil)
        #expect(SquareCode(of: "") == nil)
    }
}
