import Crypto
import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// The public ledger, as people and machines have it.
@Suite struct LedgerPageTests {
    @Test func `every page links it, and it counts a correction and a withdrawal at the next request`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        #expect(try await room.text(.rails).contains("href=\"/transparansi\""))
        #expect(try await room.text(.pagesSitemap).contains("<loc>https://warta.example/transparansi</loc>"))
        let before = try await room.text(.ledger)
        #expect(before.contains("<dt>Ralat</dt><dd>0"))
        try await room.correct(1, "Yang benar dua.")
        try await room.withdraw(2)
        let after = try await room.text(.ledger)
        #expect(after.contains("<dt>Ralat</dt><dd>1"))
        #expect(after.contains("<dt>Berita dicabut</dt><dd>1 <span class=\"note\">kekeliruan redaksi: 1</span>"))
        #expect(try await room.page(.ledger).status == .ok)
    }

    @Test func `what waits is said with its age, and what became of an objection`() async throws {
        let room = try await Newsroom([.sample(1)])
        try await room.home.store.write { transaction in
            for digit in ["a", "b"] {
                let digits = String(repeating: digit, count: 64)
                _ = try transaction.add(.sample(0, about: StoryNumber(rawValue: 1)), form: digits, digest: digits)
            }
        }
        try await room.home.store.write { transaction in
            var answered = Grievance.sample(1, about: StoryNumber(rawValue: 1))
            answered.state = .answered
            answered.ended = Timestamp.sampleNow.adding(seconds: 3 * 3600)
            try transaction.keep(answered)
        }
        room.clock.advance(seconds: 4 * 3600)
        let text = try await room.text(.ledger)
        #expect(text.contains("<dt>Pengaduan</dt><dd>1 menunggu, 1 lewat tenggat"))
        #expect(text.contains("paling lama sejak 2 Jan 2026, 12:00 WIB"))
        #expect(text.contains("1 dijawab; 1 lewat tenggat; median 3 jam"))
    }

    @Test func `machines have the same numbers, and their signature is that of the key that is published`() async throws
    {
        let room = try await Newsroom([.sample(1)])
        try await room.desk.makeLedgerKey()
        try await room.correct(1, "Yang benar dua.")
        let json = try await room.page(.ledgerFile(.json))
        #expect(json.text.contains("\"corrections\":1"))
        let keys = try await room.text(.keys)
        let x = try #require(keys.firstMatch(of: /"x":"([^"]+)"/)?.1)
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: #require(Base64URL.read(String(x))))
        let signed = try await room.text(.ledgerFile(.signed))
        let parts = signed.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        let signature = try #require(Base64URL.read(parts[2]))
        #expect(key.isValidSignature(signature, for: Array("\(parts[0]).\(parts[1])".utf8)))
        #expect(!key.isValidSignature(signature, for: Array("\(parts[0]).\(parts[1])A".utf8)))
        let payload = String(decoding: try #require(Base64URL.read(parts[1])), as: UTF8.self)
        #expect(payload.contains("\"corrections\":1"))
        #expect(payload.contains("\"url\":\"https://warta.example/transparansi\""))
        let header = String(decoding: try #require(Base64URL.read(parts[0])), as: UTF8.self)
        let identifier = try #require(keys.firstMatch(of: /"kid":"([^"]+)"/)?.1)
        #expect(header.contains(identifier) && header.contains("\"alg\":\"EdDSA\""))
    }

    @Test func `the key stays the same, and before there is one nothing is signed`() async throws {
        let room = try await Newsroom([.sample(1)])
        #expect(try await room.status(.keys) == 404)
        #expect(try await room.status(.ledgerFile(.signed)) == 404)
        #expect(try await room.status(.ledgerFile(.json)) == 200)
        try await room.desk.makeLedgerKey()
        room.clock.advance(seconds: 3600)
        let keys = try await room.text(.keys)
        try await room.desk.makeLedgerKey()
        room.clock.advance(seconds: 3600)
        #expect(try await room.text(.keys) == keys)
    }
}
