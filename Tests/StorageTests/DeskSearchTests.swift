import News
import TestSupport
import Testing

@testable import Storage

/// How the newsroom finds stories by their words, and that no reader finds a draft.
@Suite struct DeskSearchTests {
    let home: TestStore

    init() async throws {
        home = try await TestStore()
    }

    private func found(_ words: String, _ filter: DeskFilter = DeskFilter()) async throws -> [Int64] {
        var filter = filter
        filter.words = words
        return try await home.store.read { [filter] in try $0.deskPage(filter, limit: 50) }.rows.map(\.number.rawValue)
    }

    private func readers(_ words: String) async throws -> [Int64] {
        try await home.store.read { try $0.search(words, language: "id", limit: 50) }.rows.map(\.row.number.rawValue)
    }

    /// Changes a story as its desk would.
    private func change(_ number: Int64, _ rule: @escaping @Sendable (inout Story) throws -> Void) async throws {
        try await home.store.write { transaction in
            var story = try #require(try transaction.story(StoryNumber(rawValue: number)))
            try rule(&story)
            _ = try transaction.update(story, now: .sampleNow)
        }
    }

    private static func write(_ words: String, in story: inout Story) throws {
        var copy = story.openWorkingCopy(by: "citra", at: .sampleNow).copy
        copy.body = Body(text: words)
        let base = WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion)
        _ = try story.saveWorkingCopy(copy, madeFrom: base, by: "citra", at: .sampleNow)
    }

    @Test func `a story is found by what the desk writes, and by readers from publication to withdrawal`() async throws
    {
        try await home.store.write { _ = try $0.insert(.sample(1, state: .never), now: .sampleNow) }
        try await change(1) { try Self.write("Kenari rahasia terbang.", in: &$0) }
        #expect(try await found("kenari") == [1])
        #expect(try await found("\"rahasia terbang\" nomor") == [1])
        #expect(try await found("terbang kenari elang") == [])
        #expect(try await readers("kenari") == [])
        try await change(1) { _ = try $0.pass(by: "bagus", at: .sampleNow) }
        #expect(try await found("kenari") == [1])
        #expect(try await readers("kenari") == [1])
        // Another text of a live story is the desk's alone; the old one is still the readers'.
        try await change(1) { try Self.write("Elang terbang.", in: &$0) }
        #expect(try await found("elang") == [1])
        #expect(try await found("kenari") == [1])
        #expect(try await readers("elang") == [])
        #expect(try await readers("kenari") == [1])
        try await change(1) { _ = try $0.pass(by: "bagus", at: .sampleNow) }
        #expect(try await found("kenari") == [])
        try await change(1) { _ = try $0.withdraw(on: .mistake, because: "Keliru.", by: "bagus", at: .sampleNow) }
        #expect(try await found("elang") == [1])
        #expect(try await readers("elang") == [])
    }

    @Test func `what is typed is found without a version, and what was typed before no more`() async throws {
        try await home.store.write { _ = try $0.insert(.sample(1, state: .never), now: .sampleNow) }
        for words in ["Kenari.", "Elang."] {
            try await home.store.write { transaction in
                var story = try #require(try transaction.story(StoryNumber(rawValue: 1)))
                try Self.write(words, in: &story)
                try transaction.saveWorkingCopy(of: story, actor: "citra", now: .sampleNow)
            }
        }
        #expect(try await found("elang") == [1])
        #expect(try await found("kenari") == [])
        #expect(try await home.store.value("SELECT count(*) FROM desk_search") == 1)
    }

    @Test func `words and every other cut hold together, page after page`() async throws {
        try await home.store.write { transaction in
            for number in 1...12 as ClosedRange<Int64> {
                var story = Story.sample(number, state: number % 3 == 0 ? .never : .live)
                story.words.section = number % 2 == 0 ? .dunia : .politik
                _ = try transaction.insert(story, now: .sampleNow.adding(seconds: number))
            }
            try transaction.keep(StoryTask(flags: [.legal]), of: StoryNumber(rawValue: 6))
        }
        #expect(try await found("berita") == (1...12).reversed())
        #expect(try await found("berita", DeskFilter(section: Section.dunia.slug)) == [12, 10, 8, 6, 4, 2])
        #expect(try await found("berita", DeskFilter(.sections([Section.politik.slug]), state: .never)) == [9, 3])
        #expect(try await found("berita", DeskFilter(flag: .legal)) == [6])
        #expect(try await found("berita", DeskFilter(.writer("citra"), stage: .draft)) == [12, 9, 6, 3])
        #expect(try await found("berita", DeskFilter(.writer("eka"))) == [])
        #expect(try await found("…!") == (1...12).reversed())
        var (seen, before) = ([Int64](), DeskPosition?.none)
        repeat {
            let position = before
            let page = try await home.store.read { transaction in
                try transaction.deskPage(DeskFilter(words: "berita"), before: position, limit: 5)
            }
            seen += page.rows.map(\.number.rawValue)
            before = page.next
            #expect(!page.isCut)
        } while before != nil && seen.count < 20
        #expect(seen == (1...12).reversed())
    }

    @Test func `a newspaper's drafts are not found by another's desk`() async throws {
        let second = Site(number: SiteNumber(rawValue: 2), name: "Kabar", language: "id", zone: .wib)
        let house = try await TestStore(founding: [.sample, second])
        let other = house.store.newspaper(second.number)
        try await other.write { _ = try $0.insert(.sample(1, state: .never), now: .sampleNow) }
        let filter = DeskFilter(words: "berita")
        #expect(try await house.store.read { try $0.deskPage(filter, limit: 9) }.rows.isEmpty)
        #expect(try await other.read { try $0.deskPage(filter, limit: 9) }.rows.count == 1)
    }

    @Test(.onSQLite) func `a store that is older than the index gets one when it is opened`() async throws {
        let home = try await TestStore()
        try await home.store.write { transaction in
            _ = try transaction.insert(.sample(1, state: .never), now: .sampleNow)
            _ = try transaction.insert(.sample(2, state: .live), now: .sampleNow)
            _ = try transaction.insert(.sample(3, state: .withdrawn), now: .sampleNow)
            try transaction.sql.execute("DELETE FROM desk_search")
            try DeskIndexing.fill(transaction.sqlite)
        }
        #expect(try await home.store.value("SELECT count(*) FROM desk_search") == 2)
        let names = Migrations.shipped.all
        #expect(names[DeskIndexing.migration - 1].contains("CREATE VIRTUAL TABLE desk_search"))
    }

    @Test func `views are kept by name, for their member and newspaper alone`() async throws {
        let citra = try await home.store.write { transaction in
            try transaction.addMember(NewMember(name: "Citra", email: .citra, role: .reporter)).number
        }
        let first = try SavedView(name: " Hukum  dan HAM ", query: "flag=legal")
        let second = try SavedView(name: "hukum dan ham", query: "flag=rights")
        try await home.store.write { transaction in
            try transaction.keep(first, of: citra)
            try transaction.keep(second, of: citra)
            try transaction.keep(try SavedView(name: "Draf", query: "stage=draft"), of: citra)
        }
        #expect(
            try await home.store.read { try $0.savedViews(of: citra) }.map(\.query) == ["stage=draft", "flag=rights"]
        )
        #expect(first.name == "Hukum dan HAM")
        try await home.store.write { try $0.dropView(named: "HUKUM DAN HAM", of: citra) }
        #expect(try await home.store.read { try $0.savedViews(of: citra) }.map(\.name) == ["Draf"])
        #expect(throws: NewsError.self) { try SavedView(name: "\u{200B} ", query: "") }
        #expect(throws: NewsError.self) { try SavedView(name: String(repeating: "x", count: 41), query: "") }
        #expect(throws: NewsError.self) { try SavedView(name: "x", query: String(repeating: "x", count: 2_001)) }
    }
}
