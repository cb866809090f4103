import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// A password that is set by a link, and the passkeys that were there before.
@Suite(.timeLimit(.minutes(10))) struct LinkPasskeyTests {
    private func passkey(_ name: String, of member: MemberNumber) -> Passkey {
        Passkey(
            member: member,
            credential: "kunci" + name,
            publicKey: "x",
            host: "warta.example",
            name: name,
            counter: 0,
            added: .sampleNow
        )
    }

    @Test func `the link's page lists them, and those that are ticked are gone, and no others`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let (citra, bagus) = (cast.reporter.number, cast.editor.number)
        try await portal.home.store.write { transaction in
            for (name, member) in [("Laptop <1>", citra), ("Ponsel", citra), ("Lain", bagus)] {
                try transaction.addPasskey(passkey(name, of: member))
            }
        }
        let own = try await portal.desk.passkeys(of: citra)
        let other = try #require(try await portal.desk.passkeys(of: bagus).first)
        let link = try await portal.desk.invite(citra, by: .commandLine)
        let path = "/newsroom/link/" + link.token
        let page = try await DeskBrowser(portal).get(path).text
        #expect(page.contains("Laptop &lt;1&gt;") && page.contains("Ponsel") && !page.contains("Lain<"))
        let stranger = DeskBrowser(portal)
        _ = try await stranger.get(path)
        // What was ticked stays ticked where the passwords differ, and nothing is gone.
        let gone = "\(own[0].number)"
        let differing = try await stranger.post(path, ["password": "kuda hijau empat", "again": "x", "remove": gone])
        #expect(differing.status == .badRequest && differing.text.contains("value=\"\(gone)\" checked"))
        #expect(try await portal.desk.passkeys(of: citra).count == 2)
        let set = try await stranger.post(
            path,
            [
                "password": "kuda hijau empat laut biru", "again": "kuda hijau empat laut biru", "remove": gone,
                "remove": "\(other.number)", "remove": "x",
            ]
        )
        #expect(set.status == .seeOther)
        #expect(try await portal.desk.passkeys(of: citra).map(\.name) == ["Ponsel"])
        #expect(try await portal.desk.passkeys(of: bagus).map(\.name) == ["Lain"])
        let log = try await portal.home.store.read { try $0.securityLog(of: citra, before: nil, limit: 9) }
        #expect(log.contains { $0.act == .passkeyRemoved && $0.detail == "Laptop <1>" })
    }
}
