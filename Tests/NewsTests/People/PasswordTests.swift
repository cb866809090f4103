import TestSupport
import Testing

@testable import News

@Suite struct PasswordTests {
    private let rules = PasswordRules(common: ["password", "iloveyou", "trustno1"])

    private func isTaken(_ text: String) -> Bool {
        (try? rules.check(text, of: .sample(.reporter), at: ["Warta", "Kabar Pagi"])) != nil
    }

    @Test func `a password has 8 to 1,024 characters, counted after composition`() {
        // Decomposed, e and its accent are two characters; composed they are one.
        let accented = String(repeating: "e\u{301}", count: 7)
        #expect(!isTaken(accented) && isTaken(accented + "x"))
        let letters = "abcXYZ019 *é語🙂"
        let long = String(repeating: letters, count: 80)
        #expect(isTaken(String(String.UnicodeScalarView(long.unicodeScalars.prefix(1_024)))))
        #expect(!isTaken(String(String.UnicodeScalarView(long.unicodeScalars.prefix(1_025)))))
        #expect(!isTaken("") && !isTaken("7 chars"))
        #expect(!isTaken(String(repeating: "ab1 ", count: 1 << 18)))
    }

    @Test func `a password is the same however its accents are typed`() {
        #expect(Password(typed: "re\u{301}daksi 77")?.bytes == Password(typed: "rédaksi 77")?.bytes)
        #expect(Password(typed: "Redaksi 77")?.bytes != Password(typed: "redaksi 77")?.bytes)
    }

    @Test(arguments: [
        "password", "PASSWORD", "iloveyou", "Trustno1", "aaaaaaaa", "abababab", "12345678", "87654321", "abcdefgh",
        "qwertyuiop", "lkjhgfdsa", "7890123456", "citra@warta.example", "Citra Lestari", "citralestari1",
        "Lestari2026!",
        "citra1234", "warta12345", "Kabar-Pagi-1", "warta.example",
    ])
    func `what is guessed first is refused`(text: String) {
        #expect(!isTaken(text))
    }

    @Test(arguments: [
        "benar kuda baterai", "correct horse battery staple", "Citra makan mangga", "páss wörd ünik", "🙂🙃🙂🙃🙂🙃🙂🙃 x",
        "kata sandi yang panjang", "4f3k-91bc-07de", "    spasi    ",
    ])
    func `what is not is taken, spaces and all`(text: String) {
        #expect(isTaken(text))
    }

    @Test(arguments: ["sandi\u{0}panjang", "sandi\npanjang", "sandi\u{7F}panjang", "sandi\u{85}panjang"])
    func `a control character is nobody's password`(text: String) {
        #expect(!isTaken(text))
    }

    @Test func `a password shows nothing of itself`() throws {
        let password = try #require(Password(typed: "benar kuda baterai"))
        #expect(!"\(password)".contains("kuda") && !String(reflecting: password).contains("kuda"))
        let error = #expect(throws: NewsError.self) { try rules.check("iloveyou", of: .sample(.reporter), at: []) }
        #expect(error?.message.contains("iloveyou") == false)
    }
}

@Suite struct FailureTallyTests {
    private let limit = FailureTally.Limit(burst: 5, forgetting: 60)
    private let now = Timestamp.sampleNow

    private func tally(_ count: Int) -> FailureTally {
        var tally = FailureTally(emptyAt: nil)
        for _ in 0..<count { tally.add(limit, at: now) }
        return tally
    }

    @Test func `so many may be wrong at once, and then one in each while`() {
        #expect(tally(4).wait(limit, at: now) == 0)
        #expect(tally(5).wait(limit, at: now) == 60)
        #expect(tally(5).wait(limit, at: now.adding(seconds: 59)) == 1)
        var later = tally(5)
        #expect(later.wait(limit, at: now.adding(seconds: 60)) == 0)
        later.add(limit, at: now.adding(seconds: 60))
        #expect(later.wait(limit, at: now.adding(seconds: 60)) == 60)
    }

    @Test func `nobody is shut out for longer than one wait, whatever was done or is stored`() {
        #expect(tally(1_000_000).wait(limit, at: now) == 60)
        for time in [Int64.max / 2, Int64.min / 2, 0] {
            let stored = FailureTally(emptyAt: Timestamp(milliseconds: time))
            #expect((0...60).contains(stored.wait(limit, at: now)))
        }
        // The clock went back by a year.
        #expect(tally(9).wait(limit, at: now.adding(seconds: -31_536_000)) == 60)
    }

    @Test func `time forgets all of it, and what was right is taken back`() {
        #expect(tally(5).wait(limit, at: now.adding(seconds: 300)) == 0)
        var one = tally(5)
        one.takeBack(limit)
        #expect(one.wait(limit, at: now) == 0)
        #expect(one.emptyAt == tally(4).emptyAt)
    }
}
