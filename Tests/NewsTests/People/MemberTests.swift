import TestSupport
import Testing

@testable import News

@Suite struct MemberTests {
    @Test(arguments: [
        ("citra@warta.example", "CITRA@Warta.Example"), ("josé@warta.example", "jose\u{301}@warta.example"),
        ("citra@warta.example", "  citra@warta.example\n"), ("citra@warta.example", "ci\u{200B}tra@warta.example"),
    ])
    func `two spellings of an address are one`(one: String, other: String) throws {
        // What cannot be seen is refused or makes no difference; it never makes another address of the same looks.
        guard let second = try? EmailAddress(other) else { return }
        #expect(try EmailAddress(one) == second)
    }

    @Test(arguments: [
        "", "citra", "@warta.example", "citra@", "citra@@warta.example", "ci tra@warta.example", "citra@.example",
        "citra@warta.", ".citra@warta.example", "citra.@warta.example", "ci..tra@warta.example", "citra@warta..example",
        "citra@-warta.example", "citra@warta-.example", "citra@war_ta.example", "citra@warta!.example",
        "citra@[192.0.2.7]", "citra@" + String(repeating: "a", count: 64) + ".example", "a\u{0}b@warta.example",
        "<citra@warta.example>",
        "a,b@warta.example",
        "\"a\"@warta.example", "\u{200B}@warta.example", String(repeating: "a", count: 65) + "@warta.example",
        "a@" + String(repeating: "b", count: 300), String(repeating: "a", count: 1_000_000) + "@warta.example",
    ])
    func `what is no address is refused`(text: String) {
        let error = #expect(throws: NewsError.self) { try EmailAddress(text) }
        #expect(error?.code == .invalid && (error?.message.utf8.count ?? 0) < 200)
    }

    @Test(arguments: [
        "c.l+meja@warta.example", "citra@xn--bcher-kva.example", "citra@bücher.example", "o'neil@a-b.example",
        "x@localhost",
        "1@2.example", "citra_lestari@warta.co.id",
    ])
    func `what is one is taken as it is`(text: String) throws {
        #expect(try EmailAddress(text).text == text)
    }

    @Test func `a name is cleaned as names are elsewhere`() throws {
        #expect(try Member.checkedName("  Citra \n\tLestari\u{0}") == "Citra Lestari")
        let turned = try Member.checkedName("Citra \u{202E}Lestari")
        #expect(turned.unicodeScalars.allSatisfy { $0 != "\u{202E}" } || turned.hasSuffix("\u{202C}"))
        for name in [
            "", " \n", "\u{200B}\u{2060}", String(repeating: "a", count: 101), String(repeating: "a", count: 1 << 20),
        ] {
            #expect(throws: NewsError.self) { try Member.checkedName(name) }
        }
    }

    @Test func `who comes to work in all sections has none of their own`() throws {
        let editor = Member.sample(.editor, sections: [Section.dunia.slug])
        #expect(try editor.changed(by: MemberChange(role: .managingEditor)).sections.isEmpty)
        #expect(throws: NewsError.self) {
            try editor.changed(by: MemberChange(role: .administrator, sections: [Section.dunia.slug]))
        }
        // And who no longer does is not let into all by silence.
        for role in [Role.managingEditor, .administrator] {
            let above = Member.sample(role)
            for lower in [Role.reporter, .editor] {
                let error = #expect(throws: NewsError.self) { try above.changed(by: MemberChange(role: lower)) }
                #expect(error?.code == .invalid)
                let all = try above.changed(by: MemberChange(role: lower, sections: []))
                #expect(all.role == lower && all.sections.isEmpty)
                let some = try above.changed(by: MemberChange(role: lower, sections: [Section.dunia.slug]))
                #expect(some.sections == [Section.dunia.slug])
            }
        }
        #expect(try editor.changed(by: MemberChange(role: .reporter)).sections == editor.sections)
        let renamed = try editor.changed(by: MemberChange(name: "Citra L."))
        #expect(renamed.actor == editor.actor && renamed.sections == editor.sections)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0",
            "Edge, Windows"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone"
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet, Android"
        ),
        ("curl/8.5.0", ""), ("", ""), ("<script>alert(1)</script>", ""),
        (String(repeating: "x", count: 1_000_000) + "Firefox/1", ""),
    ])
    func `a device is named by browser and system, in words of ours alone`(userAgent: String, words: String) {
        #expect(Caller(address: "192.0.2.7", network: "192.0.2.7", userAgent: userAgent).device == words)
    }

    @Test func `a session ends when nobody uses it, and in any case after its time`() {
        let now = Timestamp.sampleNow
        let session = Session(
            number: 1,
            member: MemberNumber(rawValue: 1),
            begun: now,
            lastUsed: now,
            address: "",
            device: ""
        )
        #expect(session.isLive(at: now.adding(seconds: 12 * 3_600 - 1)))
        #expect(!session.isLive(at: now.adding(seconds: 12 * 3_600)))
        let used = Session(
            number: 1,
            member: MemberNumber(rawValue: 1),
            begun: now,
            lastUsed: now.adding(seconds: 14 * 86_400 - 1),
            address: "",
            device: ""
        )
        #expect(
            used.isLive(at: now.adding(seconds: 14 * 86_400 - 1)) && !used.isLive(at: now.adding(seconds: 14 * 86_400))
        )
    }
}
