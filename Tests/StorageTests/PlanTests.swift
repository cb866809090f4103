import News
import TestSupport
import Testing

@testable import Storage

/// What each question of a request, of the press and of an import costs: searches in an index and nothing sorted,
/// however large the archive.
///
/// The questions are asked of a store that writes down its statements, so each plan is that of the very SQL that is
/// shipped.
@Suite struct PlanTests {
    let home: ListeningStore

    init() async throws {
        home = try await ListeningStore()
        try await home.store.write { transaction in
            for number in 1...3 as ClosedRange<Int64> { _ = try transaction.insert(.sample(number), now: .sampleNow) }
        }
    }

    static let lists: [Listing] = [
        .site, .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
    ]

    @Test(arguments: lists)
    func `a page of a list is one stretch of its index`(list: Listing) async throws {
        let middle = try #require(try await home.store.read { try $0.rows(list, before: nil, limit: 2).last?.position })
        let plans = try await home.plans { transaction in
            _ = try transaction.rows(list, before: nil, limit: 1)
            _ = try transaction.rows(list, before: middle, within: middle..<ListPosition(rawValue: .max), limit: 1)
            _ = try transaction.rows(list, after: middle, limit: 1)
        }
        // Newer first and older first.
        #expect(plans.count == 2)
        for plan in plans { expectSearches(plan) }
    }

    @Test(arguments: zip(lists, ["story", "story USING INDEX story_section", "story_tag", "story_byline"]))
    func `a list is led by its own table`(list: Listing, start: String) async throws {
        let plans = try await home.plans { _ = try $0.rows(list, before: nil, limit: 1) }
        #expect(plans.first?.steps.first?.hasPrefix("SEARCH " + start) == true, "\(plans)")
    }

    typealias Question = @Sendable (ReadTransaction) throws -> Void

    private static let one = StoryNumber(rawValue: 1)
    private static let linking: Story = {
        var story = Story.sample(1)
        story.words.body = Body(blocks: [.paragraph([.link(href: "/dunia/2/x", [.text("x")])])])
        return story
    }()
    private static let path = FormerPath("/lama/1?id=7&utm=x")

    private static func grievance(_ story: Int64) -> Grievance {
        .sample(story, about: StoryNumber(rawValue: story))
    }

    static let questions: [(name: String, ask: Question)] = [
        ("story", { _ = try $0.story(one) }),
        ("what readers see", { _ = try $0.publishedStory(one) }),
        ("the same without its text", { _ = try $0.publishedStory(one, withBody: false) }),
        ("revisions", { _ = try $0.revisions(of: one) }),
        ("readers' address", { _ = try $0.readersAddress(of: one) }),
        ("opening", { _ = try $0.opening(of: one) }),
        ("former path", { transaction in _ = try path.map { try transaction.story(formerlyAt: $0) } }),
        ("rows", { _ = try $0.rows([one]) }),
        (
            "related",
            { transaction in
                _ = try transaction.publishedStory(one).map { try transaction.related(to: $0, limit: 9) }
            }
        ),
        ("masthead", { _ = try $0.masthead() }),
        ("the line of breaking news", { _ = try $0.banner() }),
        ("a front's draft", { _ = try $0.newestFront(.site) }),
        ("what readers have of a front", { _ = try $0.liveFront(.site) }),
        ("what readers had of it at a time", { _ = try $0.frontVersion(of: .site, at: .sampleNow) }),
        ("one version of a front", { _ = try $0.frontVersion(of: .site, number: 1) }),
        ("what readers have of all fronts", { _ = try $0.liveFronts() }),
        ("what happened to a story since", { _ = try $0.lastChangeForReaders(of: one, after: 1) }),
        ("sections", { _ = try $0.sections(limit: 9) }),
        ("sections of stories", { _ = try $0.sections(of: [one]) }),
        ("section", { _ = try $0.section(Section.dunia.slug) }),
        ("tag", { _ = try $0.tag(Tag.rusia.slug) }),
        ("tags that begin so", { _ = try $0.tagNames(beginningWith: "ru", limit: 9) }),
        ("person", { _ = try $0.person(Person.alifia.slug) }),
        ("sitemap", { _ = try $0.sitemapShards() }),
        ("shard of the sitemap", { _ = try $0.sitemapRows(shard: 0) }),
        ("picture", { _ = try $0.picture(digest: Picture.sample.digest) }),
        ("a picture's story", { _ = try $0.publicStory(showing: Picture.sample.digest) }),
        ("search, newest", { _ = try $0.search("berita nomor", language: "id", limit: 2) }),
        (
            "search, next page",
            { transaction in
                let page = try transaction.search("berita", language: "id", limit: 1)
                let last = try #require(page.rows.last?.row.position)
                _ = try transaction.search("berita", language: "id", page: .before(last), limit: 1)
                _ = try transaction.search("berita", language: "id", page: .after(last), limit: 1)
            }
        ),
        ("search, best", { _ = try $0.search("kim surat", language: "id", order: .best, limit: 2) }),
        ("corrections", { _ = try $0.corrections(before: nil, limit: 9) }),
        (
            "corrections of a section, next page",
            { _ = try $0.corrections(in: Section.dunia.slug, after: ListPosition(.sampleNow), limit: 9) }
        ),
        ("sections with corrections", { _ = try $0.sectionsWithCorrections(limit: 9) }),
        ("what waits to be verified", { _ = try $0.openReports(limit: 9) }),
        ("what a story verified", { _ = try $0.storiesVerified(by: one) }),
        ("what readers saw", { _ = try $0.publishedText(of: one, at: .sampleNow) }),
        (
            "what readers had of a story at an instant",
            { _ = try $0.sight(of: one, at: .sampleNow, showsHidden: false) }
        ),
        (
            "what readers found at an instant",
            { transaction in
                let view = PastView(transaction, at: .sampleNow, showsHidden: false)
                for list in lists {
                    _ = try view.rows(list, before: nil, limit: 2)
                    _ = try view.rows(list, after: ListPosition(rawValue: 1), within: nil, limit: 2)
                }
                _ = try view.listsMayLack()
                _ = try view.banner()
                _ = (try view.storyAnswered(by: one), try view.replies(to: one), try view.storiesVerified(by: one))
            }
        ),
        ("journal", { _ = try $0.journal(after: 0, limit: 9) }),
        ("end of the journal", { _ = try $0.journalEnd().sequence }),
        ("due", { _ = try $0.due(at: .sampleNow, limit: 9) }),
        ("next due", { _ = try $0.nextDue() }),
        ("last number", { _ = try $0.lastStoryNumber() }),
        ("wire facts", { _ = try $0.wireFacts(uri: "tag:x") }),
        ("uri", { _ = try $0.number(uri: "tag:x") }),
        ("pictures that lack files", { _ = try $0.mayLackPicture(one) }),
        ("section by key", { _ = try $0.hasSection(key: "dunia") }),
        ("export", { _ = try $0.stories(after: StoryNumber(rawValue: 0), limit: 9) }),
        ("export of stops", { _ = try $0.urisOfStopsAlone(after: "", limit: 9) }),
        ("the newsroom's list", { _ = try $0.deskPage(DeskFilter(), limit: 9) }),
        (
            "its next page",
            { _ = try $0.deskPage(DeskFilter(), before: DeskPosition(changed: .sampleNow, story: one), limit: 9) }
        ),
        ("what a member wrote", { _ = try $0.deskPage(DeskFilter(.writer("citra")), limit: 9) }),
        ("a section of it", { _ = try $0.deskPage(DeskFilter(section: Section.dunia.slug), limit: 9) }),
        (
            "several sections of it",
            { _ = try $0.deskPage(DeskFilter(.sections([Section.dunia.slug, Section.politik.slug])), limit: 9) }
        ),
        ("a stage of it", { _ = try $0.deskPage(DeskFilter(stage: .submitted), limit: 9) }),
        ("a state of it", { _ = try $0.deskPage(DeskFilter(state: .withdrawn), limit: 9) }),
        (
            "a stage of a section of it",
            { _ = try $0.deskPage(DeskFilter(stage: .draft, section: Section.dunia.slug), limit: 9) }
        ),
        ("words of the list", { _ = try $0.deskPage(DeskFilter(.writer("citra"), words: "berita kim"), limit: 9) }),
        ("notifications", { _ = try $0.notifications(of: MemberNumber(rawValue: 1), limit: 9) }),
        ("unread ones", { _ = try $0.unreadNotifications(of: MemberNumber(rawValue: 1)) }),
        ("guests of a story", { _ = try $0.guestLinks(of: one, limit: 9) }),
        ("open guests of a story", { _ = try $0.openGuestLinks(of: one, at: .sampleNow) }),
        ("a guest's link", { _ = try $0.guestLink(digest: "ab") }),
        ("saved views", { _ = try $0.savedViews(of: MemberNumber(rawValue: 1)) }),
        ("a task", { _ = try $0.task(of: one) }),
        ("what a member has in hand", { _ = try $0.deskPage(DeskFilter(holder: MemberNumber(rawValue: 1)), limit: 9) }),
        ("a flag of the list", { _ = try $0.deskPage(DeskFilter(flag: .legal), limit: 9) }),
        ("what is overdue", { _ = try $0.deskPage(DeskFilter(overdueAt: .sampleNow), limit: 9) }),
        ("what happened to the desk last", { _ = try $0.deskPulse() }),
        ("what happened to the desk since", { _ = try $0.deskChanges(after: 1, limit: 9) }),
        ("what fell due", { _ = try $0.deskDue(after: .sampleNow, upTo: .sampleNow.adding(seconds: 9), limit: 9) }),
        (
            "whether a story has words",
            {
                for state in [1, 4] as [Int64] {
                    _ = try $0.deskRow(of: StoryNumber(rawValue: state), in: DeskFilter(words: "berita nomor"))
                }
            }
        ),
        ("lines of versions", { _ = try $0.revisionLines(of: one, limit: 9) }),
        ("who wrote since the last version", { _ = try $0.writersSinceVersion(of: one) }),
        ("one version", { _ = try $0.revision(of: one, version: 1) }),
        ("what was last done", { _ = try $0.lastStep(of: one) }),
        ("what the checks are told", { _ = try $0.checkFacts(of: linking) }),
        ("when readers saw a story", { _ = try $0.newestReceipts(of: one) }),
        ("a story for receipts", { _ = try $0.receiptSubject(of: one) }),
        ("lines for receipts", { _ = try $0.linesForReceipts(after: 0, limit: 9) }),
        ("what is about to come due", { _ = try $0.due(after: .sampleNow, upTo: .sampleNow, limit: 9) }),
        ("red receipts of an hour", { _ = try $0.redReceipts(since: .sampleNow) }),
        ("since when a story is back", { _ = try $0.returned(one) }),
        ("when its text changed", { _ = try $0.textChanged(one, after: .sampleNow) }),
        ("replies to a story", { _ = try $0.replies(to: one) }),
        ("the story that a reply answers", { _ = try $0.storyAnswered(by: one) }),
        ("something in the register", { _ = try $0.grievance(1) }),
        ("the same by its sender's secret", { _ = try $0.grievance(digest: "ab") }),
        ("its record", { _ = try $0.records(of: 1) }),
        ("the register", { _ = try $0.openGrievances(limit: 9) }),
        (
            "its next page",
            { _ = try $0.openGrievances(after: GrievancePosition(time: .sampleNow, number: 1), limit: 9) }
        ),
        ("what ended", { _ = try $0.endedGrievances(limit: 9) }),
        (
            "what ended before",
            { _ = try $0.endedGrievances(before: GrievancePosition(time: .sampleNow, number: 1), limit: 9) }
        ),
        ("headlines of the register", { _ = try $0.headlines(of: [grievance(1), grievance(2)]) }),
        ("what the public ledger counts", { _ = try $0.ledgerFacts(since: .sampleNow) }),
        ("a letter to a sender", { _ = try $0.nextGrievanceLetter(at: .sampleNow) }),
        ("reads of a minute", { _ = try $0.reads(minutes: 0..<1) }),
    ]

    @Test(arguments: questions.indices)
    func `a question searches an index and sorts nothing`(index: Int) async throws {
        let question = Self.questions[index]
        let plans = try await home.plans(question.ask)
        #expect(!plans.isEmpty, "\(question.name)")
        for plan in plans { expectSearches(plan) }
    }

    @Test func `every cut of the newsroom's list is read from an index in its order`() async throws {
        let plans = try await home.plans { transaction in
            for filter in DeskFilter.everyCut {
                for before in [nil, DeskPosition(changed: .sampleNow, story: Self.one)] {
                    _ = try transaction.deskPage(filter, before: before, limit: 2)
                }
                _ = try transaction.deskRow(of: Self.one, in: filter)
            }
        }
        #expect(plans.count > 150)
        for plan in plans {
            expectSearches(plan)
            // A cut is led by its own table's index, which holds all that the list is ordered by.
            guard plan.sql.contains("ORDER BY changed DESC"), !TestDatabase.isPostgreSQL else { continue }
            #expect(plan.steps.first?.contains("USING COVERING INDEX") == true, "\(plan.sql): \(plan.steps)")
            let isStretch = plan.sql.contains("FROM desk_story") && !plan.sql.contains("EXISTS")
            #expect(isStretch ? plan.steps.first?.contains("public_state=? AND changed<?") == true : true, "\(plan)")
        }
    }

    @Test func `the register is written by searches`() async throws {
        let plans = try await home.plansOfWriting { transaction in
            let digits = String(repeating: "a", count: 64)
            let number = try transaction.add(Self.grievance(1), form: digits, digest: digits)
            let line = try transaction.note(GrievanceRecord(at: .sampleNow, act: .received, actor: nil), of: number)
            let identifier = String(repeating: "a", count: 32)
            try transaction.addGrievanceLetter(of: line, identifier: identifier, at: .sampleNow)
            try transaction.noteGrievanceAttempt(line, next: .sampleNow)
            try transaction.holdGrievanceLetter(line, until: .sampleNow)
            try transaction.keepGrievanceFault(line, "slow")
            try transaction.endGrievanceLetter(line, .sent)
            try transaction.keep(Self.grievance(1))
            let later = Timestamp.sampleNow.adding(seconds: 1)
            _ = try transaction.lapseGrievances(receivedBefore: later, limit: 9, at: .sampleNow)
            _ = try transaction.eraseGrievances(endedBefore: later, limit: 9, at: .sampleNow)
        }
        #expect(plans.count > 12)
        for plan in plans { expectSearches(plan) }
    }

    @Test func `a save searches an index and sorts nothing`() async throws {
        let plans = try await home.plansOfWriting { transaction in
            var story = try transaction.insert(.sample(4), now: .sampleNow)
            story.words.headline = "Judul baru"
            story = try transaction.update(story, now: .sampleNow)
            let open = story.openWorkingCopy(by: "citra", at: .sampleNow)
            _ = try story.saveWorkingCopy(.sample, madeFrom: open.base, by: "citra", at: .sampleNow)
            try transaction.saveWorkingCopy(of: story, actor: "citra", now: .sampleNow)
            story = try transaction.update(story, now: .sampleNow)
            var later = Story.sample(5, state: .scheduled)
            later.embargoedUntil = .sampleNow.adding(seconds: 60)
            var waiting = try transaction.insert(later, now: .sampleNow)
            _ = waiting.release(at: .sampleNow.adding(seconds: 61))
            _ = try transaction.release(waiting, now: .sampleNow.adding(seconds: 61))
            try transaction.keep(StoryTask(flags: [.legal]), of: story.number)
            try transaction.addReads([ReadSum(story: story.number, reads: 1, weight: 1)], at: .sampleNow)
        }
        #expect(plans.count > 20)
        for plan in plans { expectSearches(plan) }
    }

    /// What may be read from end to end, since it is short or holds nothing but what is asked for.
    private static let short = [
        // Of the sections the first dozen rows are read, and all shards of the sitemap are asked for; in their order.
        "SCAN section", "SCAN sitemap_shard", "SCAN known",
        // One row.
        "SCAN masthead", "SCAN site", "SCAN CONSTANT ROW",
        // The segments of the search index, from one to the next.
        "SCAN part",
    ]

    private func expectSearches(_ plan: ListeningStore.Plan) {
        // SQLite numbers values as they are mentioned, PostgreSQL as they are called: so both mean the same.
        #expect(plan.mentioned == (0..<plan.values).map { $0 + 1 }, "\(plan.sql)")
        for step in plan.steps {
            #expect(!step.contains("TEMP B-TREE") || plan.maySort, "\(plan.sql): \(step)")
            // The partial index holds nothing but what waits; a match is a search in the index of words, and so is a row
            // of it that is named.
            let isSearch =
                step.contains("INDEX story_due")
                || (step.contains("VIRTUAL TABLE INDEX") && (step.contains(":M") || step.contains(":=")))
            let isShort = Self.short.contains { step.hasPrefix($0) }
            #expect(!step.hasPrefix("SCAN ") || isSearch || isShort, "\(plan.sql): \(step)")
        }
    }
}

extension ListeningStore.Plan {
    /// Numbers of its values, in the order in which they are first mentioned.
    fileprivate var mentioned: [Int] {
        sql.matches(of: /\$(\d+)/).compactMap { Int($0.1) }.reduce(into: []) { numbers, number in
            if !numbers.contains(number) { numbers.append(number) }
        }
    }

    /// Sums of reads are made for a stretch of minutes, not on a request; and of the kinds of queries that one former
    /// path had, the longest come first.
    fileprivate var maySort: Bool { sql.contains("FROM read_") || sql.contains("FROM former_query") }
}
