import News
import TestSupport
import Testing

@testable import Storage

/// One store copied into another: on PostgreSQL's run from there into a file and back.
@Suite struct CopyingTests {
    private let home: TestStore

    init() async throws {
        home = try await TestStore()
        try await home.store.write { transaction in
            for index in Int64(1)...40 {
                var story = Story.sample(index, state: index % 7 == 0 ? .never : .live)
                let word = index % 2 == 0 ? "gempa" : "banjir"
                story.words.body = Body(text: "Isi \(index)\tdengan \\N dan\nbaris. \(word)")
                _ = try transaction.insert(story, now: .sampleNow)
            }
            try Self.fillRegister(transaction)
        }
    }

    /// One that waits, with its letter, and one that ended and was erased: neither row may be changed any more.
    private static func fillRegister(_ transaction: WriteTransaction) throws {
        for (index, digit) in ["a", "b"].enumerated() {
            let received = Timestamp.sampleNow.adding(seconds: index == 0 ? 0 : -60)
            let grievance = Grievance(
                number: 0,
                kind: .complaint,
                story: StoryNumber(rawValue: 1),
                state: .open,
                received: received,
                due: .sampleNow.adding(seconds: 60),
                sender: Grievance.Sender(name: "Sari", email: "sari@contoh.example", phone: "", relation: "Pembaca"),
                quoted: "Kim",
                words: "Bukan."
            )
            let digits = String(repeating: digit, count: 64)
            let number = try transaction.add(grievance, form: digits, digest: digits)
            let line = try transaction.note(GrievanceRecord(at: received, act: .received, actor: nil), of: number)
            let identifier = String(repeating: digit, count: 32)
            try transaction.addGrievanceLetter(of: line, identifier: identifier, at: received)
        }
        let later = Timestamp.sampleNow.adding(seconds: 1)
        #expect(try transaction.lapseGrievances(receivedBefore: .sampleNow, limit: 9, at: .sampleNow) == 1)
        #expect(try transaction.eraseGrievances(endedBefore: later, limit: 9, at: .sampleNow) == 1)
    }

    /// The rows of every table, in lines.
    private func lines(_ store: Store) async throws -> [String: String] {
        try await store.read { transaction in
            var all: [String: String] = [:]
            for table in try transaction.storedTables() {
                try transaction.forEachRows(of: table) { rows in
                    all[table.name, default: ""] += String(decoding: rows.lines, as: UTF8.self)
                }
            }
            return all
        }
    }

    private func copy(_ source: Store, to target: Store) async throws {
        let copier = StoreCopier(from: source, to: target)
        for table in try await copier.tables() { try await copier.copy(table) { _ in } }
        try await target.indexCopiedStories { _ in }
    }

    private func found(_ store: Store, _ words: String) async throws -> [StoryNumber] {
        try await store.read { try $0.search(words, language: "id", limit: 50) }.rows.map(\.row.number)
    }

    @Test func `a copy has the same rows and finds the same stories, there and back`() async throws {
        let file = try Store.forCopying(folder: home.folder + "/copy")
        defer { file.close() }
        try await file.beginCopy(token: "1", from: home.store.place)
        try await copy(home.store, to: file)
        try await file.finishCopy()
        let expected = try await lines(home.store)
        #expect(expected.values.reduce(0) { $0 + $1.count } > 10_000)
        for (table, rows) in [("grievance", 2), ("grievance_record", 4), ("grievance_letter", 2)] {
            #expect(expected[table]?.count { $0 == "\n" } == rows, "\(table)")
        }
        #expect(try await lines(file) == expected)
        #expect(try await found(file, "gempa") == found(home.store, "gempa"))
        #expect(try await found(file, "gempa").count > 10)
        #expect(try await file.problems { _ in true } == [])

        let back = try await TestStore(unfounded: ())
        try await copy(file, to: back.store)
        try await back.store.finishCopy()
        #expect(try await lines(back.store) == expected)
        #expect(try await back.store.problems { _ in true } == [])
        // Numbers that a database gives by itself go on after those that came.
        let next = try await back.store.write { transaction in
            var story = Story.sample(41)
            story.words.section = Section(name: "Cuaca")
            story.words.tags = [Tag(name: "Hujan")]
            return try transaction.insert(story, now: .sampleNow)
        }
        #expect(next.number.rawValue == 41)
    }

    @Test func `a copy that was interrupted in the middle of a table goes on, and adds no row twice`() async throws {
        let file = try Store.forCopying(folder: home.folder + "/copy")
        defer { file.close() }
        let copier = StoreCopier(from: home.store, to: file)
        for table in try await copier.tables() {
            guard table.name != "story" else {
                let first = try await home.store.read { transaction in
                    var portion = CopyPortion()
                    portion.adapt(bytes: 4 << 20, count: 3)
                    return try transaction.rows(of: table, after: nil, &portion)
                }
                #expect(first.count == 3)
                try await file.put(first)
                break
            }
            try await copier.copy(table) { _ in }
        }
        try await copy(home.store, to: file)
        // And once more, when all is there.
        try await copy(home.store, to: file)
        #expect(try await lines(file) == lines(home.store))
        #expect(try await file.problems { _ in true } == [])
    }

    @Test func `each table comes after those that its rows name`() async throws {
        let tables = try await home.store.read { try $0.storedTables() }
        var before: Set<String> = []
        for table in tables {
            #expect(table.parents.isSubset(of: before), "\(table.name)")
            #expect(!table.key.isEmpty, "\(table.name) has no primary key")
            before.insert(table.name)
        }
        #expect(tables.count > 40)
    }

    @Test func `a store that is not whole is opened by nobody, and told why`() async throws {
        let other = try await TestStore(unfounded: ())
        try await other.store.beginCopy(token: "1", from: "data")
        let error = await #expect(throws: NewsError.self) { try await other.another() }
        #expect(error?.code == .invalid && error?.message.contains("not whole") == true)
        try await other.store.finishCopy()
        try await other.another().close()
    }

    @Test func `a row that the schema refuses ends the copy`() async throws {
        let other = try await TestStore(unfounded: ())
        let tags = try #require(try await home.store.read { try $0.storedTables() }.first { $0.name == "story_tag" })
        let rows = try await home.store.read { transaction in
            var portion = CopyPortion()
            return try transaction.rows(of: tags, after: nil, &portion)
        }
        let error = await #expect(throws: NewsError.self) { try await other.store.put(rows) }
        #expect(error?.code == .invalid && error?.message.contains("what the row refers to is missing") == true)
    }

    @Test func `a row that is there already ends the copy with a sentence`() async throws {
        let file = try Store.forCopying(folder: home.folder + "/copy")
        defer { file.close() }
        let sites = try #require(try await home.store.read { try $0.storedTables() }.first { $0.name == "site" })
        let rows = try await home.store.read { transaction in
            var portion = CopyPortion()
            return try transaction.rows(of: sites, after: nil, &portion)
        }
        try await file.put(rows)
        let error = await #expect(throws: NewsError.self) { try await file.put(rows) }
        #expect(error?.code == .invalid && error?.message.contains("it has that row, or one like it, already") == true)
    }

    @Test func `one program at a time copies into a store, or out of it`() async throws {
        let open = { [home] in
            if let database = home.database { return try await Store.forCopying(database: database) }
            return try Store.forCopying(folder: home.folder)
        }
        let first = try await open()
        let error = await #expect(throws: NewsError.self) { try await open() }
        #expect(error?.code == .unavailable && error?.message.contains("wait until it has ended") == true)
        // Whoever serves it does so.
        try await home.another().close()
        first.close()
        try await open().close()
    }
}
