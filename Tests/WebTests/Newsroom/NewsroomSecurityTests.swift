import Application
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Editorial
@testable import Press
@testable import Web

/// The security log as a page, and what is asked before somebody signs in otherwise.
@Suite(.timeLimit(.minutes(10))) struct NewsroomSecurityTests {
    private static let password = "kuda hijau empat laut"

    @Test func `administrators read the log, page by page, of one member or of one kind; others read none of it`()
        async throws
    {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        try await portal.home.store.write { transaction in
            for number in 0..<120 {
                let event = SecurityEvent(
                    at: .sampleNow.adding(seconds: Int64(number)),
                    act: number.isMultiple(of: 2) ? .signInFailed : .signedOut,
                    member: cast.editor.number,
                    actor: nil,
                    address: "192.0.2.\(number)"
                )
                try transaction.log(event)
            }
        }
        for member in [cast.reporter, cast.editor, cast.managingEditor] {
            let browser = try await DeskBrowser.signedIn(portal, member)
            #expect(try await browser.get("/newsroom/people/log").status == .forbidden)
        }
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        let editor = cast.editor.number
        var seen: [String] = []
        var next: String? = "/newsroom/people/log?member=\(editor)&act=sign_in_failed"
        while let path = next {
            #expect(try await browser.get(path).status == .ok)
            seen += browser.page.matches(of: /192\.0\.2\.(\d+)/).map { String($0.1) }
            let older = browser.page.firstMatch(of: /href="([^"]*before=\d+)"/)?.1
            next = older.map { String($0).replacing("&amp;", with: "&") }
        }
        #expect(seen == (0..<60).reversed().map { String($0 * 2) })
        #expect(browser.page.contains("WIB") && browser.page.contains("selected"))
        for odd in ["?before=x", "?before=-1", "?member=99", "?act=x", "?member=1'--"] {
            #expect(try await browser.get("/newsroom/people/log" + odd).status == .ok)
        }
    }

    @Test func `a member reads what happened to their own account, and to no other`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        _ = try await DeskBrowser.signedIn(portal, cast.editor)
        let browser = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await browser.get("/newsroom/account")
        #expect(browser.page.contains("Kata sandi dipasang lewat tautan"))
        #expect(!browser.page.contains(cast.editor.name))
    }

    @Test func `an address changes with the password of whoever changes it, by the member and by an administrator`()
        async throws
    {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await browser.get("/newsroom/account")
        func change(_ email: String, _ password: String) async throws -> HTTPResponse.Status {
            try await browser.post("/newsroom/account/address", ["email": email, "password": password]).status
        }
        #expect(try await change("baru@warta.example", "salah salah") == .forbidden)
        #expect(try await change("bukan alamat", Self.password) == .badRequest)
        #expect(try await change(cast.editor.email.text, Self.password) == .conflict)
        #expect(browser.page.contains("role=\"alert\""))
        #expect(try await change("baru@warta.example", Self.password) == .seeOther)

        let administrator = try await DeskBrowser.signedIn(portal, cast.administrator)
        let path = "/newsroom/people/\(cast.reporter.number)"
        func manage(_ email: String, _ password: String, role: String = "reporter") async throws -> HTTPResponse.Status
        {
            _ = try await administrator.get(path)
            return try await administrator.post(
                path,
                ["name": "Citra", "email": email, "role": role, "reach": "all", "own_password": password]
            ).status
        }
        #expect(try await manage("lain@warta.example", "") == .forbidden)
        #expect(try await manage("baru@warta.example", "", role: "administrator") == .forbidden)
        #expect(try await manage("baru@warta.example", "") == .seeOther)
        #expect(try await manage("lain@warta.example", Self.password) == .seeOther)
        #expect(try await portal.desk.member(email: try EmailAddress("lain@warta.example")).name == "Citra")
    }

    @Test(arguments: ["id", "en"]) func `each kind of line has words`(language: String) async throws {
        let strings = try await Portal(language: language).application.newspapers[0].newsroom.strings
        for act in SecurityEvent.Act.allCases { #expect(strings.optional("security.acts.\(act.rawValue)") != nil) }
    }
}
