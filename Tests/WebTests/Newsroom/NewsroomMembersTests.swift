import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// What the form of a member gives, and what it gives to nobody by silence.
@Suite(.timeLimit(.minutes(10))) struct NewsroomMembersTests {
    @Test(arguments: [Role.managingEditor, .administrator], [Role.reporter, .editor])
    func `who comes down from all sections has those that were chosen, and none were is no choice`(
        above: Role,
        lower: Role
    ) async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        _ = try await portal.desk.takeWireCopy([.sample(1)], actor: .commandLine)
        let new = NewMember(name: "Eka", email: try EmailAddress("eka@warta.example"), role: above)
        let eka = try await portal.desk.addMember(new, by: .commandLine).member
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        let path = "/newsroom/people/\(eka.number)"
        func change(_ more: [(String, String)]) async throws -> HTTPResponse.Status {
            _ = try await browser.get(path)
            let fields = [("name", "Eka"), ("email", "eka@warta.example"), ("role", lower.rawValue)] + more
            let body = ([("token", browser.token ?? "")] + fields).map { "\($0)=\(PercentEncoding.encodeWhole($1))" }
            return try await browser.send(path, body.joined(separator: "&")).status
        }
        for silent in [[], [("reach", "some")], [("section", "dunia")], [("reach", "x"), ("section", "dunia")]] {
            #expect(try await change(silent) == .badRequest)
            #expect(try await portal.desk.member(email: eka.email).role == above)
        }
        #expect(try await change([("reach", "some"), ("section", "dunia")]) == .seeOther)
        #expect(try await portal.desk.member(email: eka.email).sections == [Section.dunia.slug])
        _ = try await browser.get(path)
        #expect(browser.page.contains("id=\"reach-some\" name=\"reach\" value=\"some\" checked"))
        #expect(try await change([("reach", "all")]) == .seeOther)
        let changed = try await portal.desk.member(email: eka.email)
        #expect(changed.role == lower && changed.sections.isEmpty)
    }
}
