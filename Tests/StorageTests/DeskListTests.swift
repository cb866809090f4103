import News
import TestSupport
import Testing

@testable import Storage

/// The newsroom's list: what the desk has, the newest change first, in whichever cut.
@Suite struct DeskListTests {
    let home: TestStore

    init() async throws {
        home = try await TestStore()
    }

    private func time(_ seconds: Int64) -> Timestamp { .sampleNow.adding(seconds: seconds) }

    private func page(
        _ filter: DeskFilter = DeskFilter(),
        before: DeskPosition? = nil,
        limit: Int = 50
    ) async throws -> DeskPage {
        try await home.store.read { try $0.deskPage(filter, before: before, limit: limit) }
    }

    private func numbers(_ filter: DeskFilter = DeskFilter()) async throws -> [Int64] {
        try await page(filter).rows.map(\.number.rawValue)
    }

    /// Twelve stories, each a second newer: live ones of the wire, and drafts of Citra and Bagus in two sections.
    private func fill() async throws {
        for index in 1...12 as ClosedRange<Int64> {
            let isDraft = index % 3 == 0
            var story = Story.sample(index, state: isDraft ? .never : index == 11 ? .withdrawn : .live)
            story.words.section = index % 2 == 0 ? .dunia : .politik
            let (kept, at) = (story, time(index))
            try await home.store.write { transaction in
                let actor: Actor = isDraft ? (index == 6 ? "bagus" : "citra") : .wire("afp")
                var text = kept
                if isDraft {
                    let base = WorkingCopy.Base(save: 0, published: 0)
                    let working = WorkingCopy(kept.copy, base: base, writer: actor, savedAt: at)
                    text = Story(
                        number: kept.number,
                        uri: kept.uri,
                        version: kept.version,
                        life: kept.life,
                        text: .unpublished(working)
                    )
                }
                _ = try transaction.insert(text, actor: actor, now: at)
            }
        }
    }

    @Test func `the newest change stands first, and a change brings a story to the top`() async throws {
        try await fill()
        #expect(try await numbers() == (1...12).reversed())
        let at = time(60)
        try await home.store.write { transaction in
            var story = try #require(try transaction.story(StoryNumber(rawValue: 2)))
            let base = story.openWorkingCopy(by: "citra", at: at).base
            var copy = story.copy
            copy.headline = "Judul baru"
            copy.section = .olahraga
            _ = try story.saveWorkingCopy(copy, madeFrom: base, by: "citra", at: at)
            try transaction.saveWorkingCopy(of: story, actor: "citra", now: at)
        }
        let first = try #require(try await page().rows.first)
        #expect(first.number.rawValue == 2 && first.headline == "Judul baru")
        #expect(first.section.slug == Section.olahraga.slug)
        #expect(first.stage == .draft && first.state == .live && first.writer == "citra" && first.changed == at)
        #expect(try await numbers(DeskFilter(section: Section.olahraga.slug)) == [2])
        #expect(try await numbers(DeskFilter(.writer("citra"))) == [2, 12, 9, 3])
    }

    @Test func `each cut holds what it says and nothing else`() async throws {
        try await fill()
        #expect(try await numbers(DeskFilter(.writer("bagus"))) == [6])
        #expect(try await numbers(DeskFilter(stage: .draft)) == [12, 9, 6, 3])
        #expect(try await numbers(DeskFilter(state: .withdrawn)) == [11])
        #expect(try await numbers(DeskFilter(state: .live, section: Section.dunia.slug)) == [10, 8, 4, 2])
        #expect(try await numbers(DeskFilter(stage: .draft, section: Section.dunia.slug)) == [12, 6])
        #expect(try await numbers(DeskFilter(.writer("citra"), section: Section.politik.slug)) == [9, 3])
        #expect(try await numbers(DeskFilter(words: "NOMOR 1")) == [1])
        #expect(try await numbers(DeskFilter(.sections([]))) == [])
        let both: Set = [Section.dunia.slug, Section.politik.slug]
        #expect(try await numbers(DeskFilter(.sections(both))) == (1...12).reversed())
        #expect(try await numbers(DeskFilter(.sections(both), section: Section.olahraga.slug)) == [])
    }

    @Test(arguments: [
        DeskFilter(), DeskFilter(stage: .draft), DeskFilter(.writer("citra")), DeskFilter(section: Section.dunia.slug),
        DeskFilter(.sections([Section.dunia.slug, Section.politik.slug])), DeskFilter(words: "berita"),
    ])
    func `page after page, each story comes once`(filter: DeskFilter) async throws {
        try await fill()
        let all = try await numbers(filter)
        var (seen, before, pages) = ([Int64](), DeskPosition?.none, 0)
        repeat {
            let page = try await page(filter, before: before, limit: 2)
            seen += page.rows.map(\.number.rawValue)
            before = page.next
            pages += 1
        } while before != nil && pages < 20
        #expect(seen == all && pages <= all.count / 2 + 1)
    }

    @Test func `every cut holds the very stories that are asked for, on every page`() async throws {
        try await fill()
        try await home.store.write { transaction in
            let citra = try transaction.addMember(NewMember(name: "Citra", email: .citra, role: .reporter)).number
            for number in 1...12 as ClosedRange<Int64> where number % 4 != 1 {
                let task = StoryTask(
                    due: number % 2 == 0 ? .sampleNow : nil,
                    flags: number % 5 < 3 ? [.legal] : [.rights],
                    holder: number % 3 == 0 ? citra : nil
                )
                try transaction.keep(task, of: StoryNumber(rawValue: number))
            }
        }
        let all = try await page().rows
        for filter in DeskFilter.everyCut {
            let wanted = try await home.store.read { transaction in
                try all.filter { row in
                    let number = row.number
                    let isIn =
                        switch filter.scope {
                        case .all: true
                        case .sections(let slugs): slugs.contains(row.section.slug)
                        case .writer:
                            try transaction.sql.row(
                                "SELECT 1 FROM desk_writer WHERE story = $1 AND writer = 'member:citra'",
                                [SQLValue(number)]
                            ) != nil
                        }
                    return isIn && (filter.stage == nil || row.stage == filter.stage)
                        && (filter.state == nil || row.state == filter.state)
                        && (filter.section == nil || row.section.slug == filter.section)
                        && (filter.holder == nil || row.task.holder == filter.holder)
                        && (filter.flag.map(row.task.flags.contains) ?? true)
                        && (filter.overdueAt.map { row.task.isOverdue(row.stage, at: $0) } ?? true)
                }.map(\.number.rawValue)
            }
            var (seen, before) = ([Int64](), DeskPosition?.none)
            repeat {
                let page = try await page(filter, before: before, limit: 2)
                seen += page.rows.map(\.number.rawValue)
                before = page.next
            } while before != nil && seen.count < 20
            #expect(seen == wanted, "\(filter)")
            let belonging = try await home.store.read { transaction in
                try all.filter { try transaction.deskRow(of: $0.number, in: filter) != nil }.map(\.number.rawValue)
            }
            #expect(belonging == wanted, "\(filter)")
        }
    }

    @Test func `a cut of which little is found says where it goes on, and the rest is found there`() async throws {
        try await home.store.write { transaction in
            for number in 1...29 as ClosedRange<Int64> {
                let at = Timestamp.sampleNow.adding(seconds: number)
                _ = try transaction.insert(.sample(number, state: .never), actor: "citra", now: at)
            }
            try transaction.keep(StoryTask(flags: [.legal]), of: StoryNumber(rawValue: 2))
        }
        let filter = DeskFilter(.writer("citra"), flag: .legal)
        let first = try await home.store.read { try $0.deskPage(filter, limit: 5, lookingThrough: 10) }
        #expect(first.rows.isEmpty && first.isCut && first.next?.story.rawValue == 20)
        var (found, before, pages) = ([Int64](), DeskPosition?.none, 0)
        repeat {
            let position = before
            let page = try await home.store.read { transaction in
                try transaction.deskPage(filter, before: position, limit: 5, lookingThrough: 10)
            }
            found += page.rows.map(\.number.rawValue)
            (before, pages) = (page.next, pages + 1)
        } while before != nil && pages < 9
        #expect(found == [2] && pages == 3)
    }

    @Test func `whatever happens to a story raises the desk's pulse, and says which story it was`() async throws {
        try await fill()
        let number = StoryNumber(rawValue: 3)
        let changed = { (change: @escaping @Sendable (WriteTransaction) throws -> Void) in
            let before = try await home.store.read { try $0.deskPulse() }
            try await home.store.write(change)
            return try await home.store.read { try $0.deskChanges(after: before, limit: 9).map(\.story.rawValue) }
        }
        #expect(try await changed { try $0.keep(StoryTask(flags: [.legal]), of: number) } == [3])
        #expect(
            try await changed { transaction in
                var story = try #require(try transaction.story(number))
                let open = story.openWorkingCopy(by: "citra", at: .sampleNow)
                var copy = open.copy
                copy.headline = "Lain"
                _ = try story.saveWorkingCopy(copy, madeFrom: open.base, by: "citra", at: .sampleNow)
                try transaction.saveWorkingCopy(of: story, actor: "citra", now: .sampleNow)
            } == [3]
        )
        #expect(
            try await changed { transaction in
                for each in [5, 3, 4] as [Int64] {
                    let story = try #require(try transaction.story(StoryNumber(rawValue: each)))
                    _ = try transaction.update(story, now: .sampleNow)
                }
            } == [5, 3, 4]
        )
        #expect(try await changed { _ = try $0.deskPulse() } == [])
        let all = try await home.store.read { try $0.deskChanges(after: 0, limit: 99) }
        #expect(Set(all.map(\.pulse)).count == 12 && all.count == 12 && all.map(\.pulse) == all.map(\.pulse).sorted())
    }

    @Test func `what approves or publishes has not written`() async throws {
        try await fill()
        let at = time(100)
        try await home.store.write { transaction in
            var story = try #require(try transaction.story(StoryNumber(rawValue: 3)))
            _ = try story.pass(by: "bagus", at: at)
            _ = try transaction.update(story, actor: "bagus", now: at)
        }
        #expect(try await numbers(DeskFilter(.writer("bagus"))) == [6])
        let row = try #require(try await page(DeskFilter(.writer("citra"))).rows.first)
        #expect(row.number.rawValue == 3 && row.writer == "bagus" && row.stage == nil && row.state == .live)
    }

    @Test(.onSQLite) func `a store that was made before has the list of its stories`() async throws {
        try await fill()
        let before = try await page()
        try await home.store.write { transaction in
            for table in ["desk_story", "desk_writer", "revision_writer"] {
                try transaction.sql.execute("DROP TABLE \(table)")
            }
            for (migration, start) in [
                (Migrations.migration0002, "CREATE TABLE desk_story"),
                (Migrations.migration0008, "ALTER TABLE desk_story"),
            ] {
                let desk = try #require(migration.firstRange(of: start))
                try transaction.sqlite.script(String(migration[desk.lowerBound...]))
            }
        }
        let after = try await page()
        let known = Dictionary(uniqueKeysWithValues: before.rows.map { ($0.number, $0) })
        #expect(after.rows.count == before.rows.count)
        for row in after.rows {
            let old = try #require(known[row.number])
            #expect(row.headline == old.headline && row.section == old.section && row.stage == old.stage)
            #expect(row.state == old.state && row.writer == old.writer)
        }
        #expect(Set(try await numbers(DeskFilter(.writer("citra")))) == [3, 9, 12])
    }

    @Test func `a newspaper's list, history and journal hold nothing of another's`() async throws {
        let second = Site(number: SiteNumber(rawValue: 2), name: "Kabar", language: "id", zone: .wib)
        let house = try await TestStore(founding: [.sample, second])
        let other = house.store.newspaper(second.number)
        let story = try await other.write { try $0.insert(.sample(1), now: .sampleNow) }
        for filter in [DeskFilter(), DeskFilter(.writer("citra")), DeskFilter(section: Section.dunia.slug)] {
            #expect(try await house.store.read { try $0.deskPage(filter, limit: 9) }.rows.isEmpty)
        }
        #expect(try await other.read { try $0.deskPage(DeskFilter(), limit: 9) }.rows.map(\.number) == [story.number])
        #expect(try await house.store.read { try $0.revisionLines(of: story.number, limit: 9) }.isEmpty)
        #expect(try await house.store.read { try $0.revision(of: story.number, version: 1) } == nil)
        #expect(try await other.read { try $0.revisionLines(of: story.number, limit: 9) }.count == 1)
    }

    @Test func `places are read as they are written, and nothing else is`() {
        let place = DeskPosition(changed: .sampleNow, story: StoryNumber(rawValue: 7))
        #expect(DeskPosition(place.description) == place)
        for text in ["", "-", "1", "1-", "-1-2", "1-0", "1-02", "x-1", "9223372036854775807-1", "1-2-3"] {
            #expect(DeskPosition(text) == nil, "\(text)")
        }
    }
}
