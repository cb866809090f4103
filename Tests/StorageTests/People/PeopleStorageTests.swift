import News
import TestSupport
import Testing

@testable import Storage

/// What the schema itself guards about the people of the newsroom, whoever opens the file.
@Suite struct PeopleStorageTests {
    private func citra(_ home: TestStore) async throws -> Member {
        try await home.store.write { transaction in
            let member = try transaction.addMember(NewMember(name: "Citra", email: .citra, role: .administrator))
            try transaction.log(SecurityEvent(at: .sampleNow, act: .memberAdded, member: member.number, actor: "citra"))
            return member
        }
    }

    @Test(arguments: [
        "UPDATE security_log SET act = 'signed_in'", "DELETE FROM security_log",
        "INSERT OR REPLACE INTO security_log SELECT sequence, at + 1, act, member, actor, address, detail FROM security_log",
        "UPDATE security_log SET sequence = sequence + 10",
        "REPLACE INTO security_log VALUES (1, 0, 'signed_in', 1, 'x', '', '')",
        "INSERT INTO security_log VALUES (9, 0, 'made_up', NULL, NULL, '', '')",
        "INSERT INTO security_log VALUES (9, 0, 'signed_in', 99, NULL, '', '')",
    ])
    func `the security log is only added to`(sql: String) async throws {
        let home = try await TestStore()
        _ = try await citra(home)
        let before = try await home.store.read { try $0.securityLog(of: nil, before: nil, limit: 100) }
        await #expect(throws: (any Error).self) { try await home.store.raw(sql) }
        #expect(try await home.store.read { try $0.securityLog(of: nil, before: nil, limit: 100) } == before)
        #expect(before.count == 1)
    }

    @Test(arguments: [
        "DELETE FROM member", "UPDATE member SET key = 'other'", "UPDATE member SET number = 9",
        "UPDATE member SET role = 'owner'", "UPDATE member SET password = 'benar kuda baterai'",
        "UPDATE member SET is_active = 2",
        "INSERT INTO member SELECT 9, 'k', name, email, email_key, role, 1, NULL FROM member",
        "INSERT INTO session VALUES (1, 'short', 1, 0, 0, '', '')",
        "INSERT INTO one_time_link VALUES (99, '\(String(repeating: "a", count: 64))', 0)",
    ])
    func `a member is neither deleted nor made into something else`(sql: String) async throws {
        let home = try await TestStore()
        let member = try await citra(home)
        await #expect(throws: (any Error).self) { try await home.store.raw(sql) }
        #expect(try await home.store.read { try $0.members() } == [member])
    }

    @Test func `tallies that time has emptied go, so strangers fill no table`() async throws {
        let home = try await TestStore()
        for round in 0..<40 {
            try await home.store.write { transaction in
                let now = Timestamp.sampleNow.adding(seconds: Int64(round) * 3_600)
                for index in 0..<10 {
                    var tally = FailureTally(emptyAt: nil)
                    tally.add(.pair, at: now)
                    let number = String(round * 10 + index)
                    let subject = String(repeating: "0", count: 64 - number.utf8.count) + number
                    try transaction.keep(tally, of: subject, at: now)
                }
            }
        }
        guard case .integer(let rows) = try await home.store.value("SELECT count(*) FROM failure_tally") else {
            Issue.record("no count")
            return
        }
        #expect(rows <= 20)
    }

    @Test func `the one who began a story is who saved its first version`() async throws {
        let home = try await TestStore()
        let story = try await home.store.write { transaction in
            var story = try transaction.insert(.sample(1), actor: "wire:afp", now: .sampleNow)
            story.words.headline = "Judul lain"
            return try transaction.update(story, actor: "citra", now: .sampleNow)
        }
        #expect(try await home.store.read { try $0.beginner(of: story.number) } == .wire("afp"))
        #expect(try await home.store.read { try $0.beginner(of: StoryNumber(rawValue: 99)) } == nil)
    }
}
