import Editorial
import News
import Storage
import TestSupport
import Testing

@Suite struct TakeWireCopyTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    @Test(arguments: [
        (WireItem.Status.usable, PublicState.live, JournalEntry.Act.published),
        (.withheld, .never, .filed),
        (.canceled, .withdrawn, .filed),
    ])
    func `new copy becomes a story in the state that its sender allows`(
        status: WireItem.Status,
        state: PublicState,
        act: JournalEntry.Act
    ) async throws {
        let item = WireItem.sample(1, status: status)
        #expect(try await newsroom.take([item]) == [.imported(1)])
        let story = try #require(try await newsroom.story(1))
        #expect(story.state == state)
        #expect(story.copy == item.copy)
        #expect(story.uri == item.uri)
        #expect(story.firstPublished == item.firstPublished)
        #expect(try await newsroom.acts() == [act])
        #expect(try await newsroom.front() == (state == .live ? [1] : []))
    }

    @Test func `the same version again changes nothing`() async throws {
        let items = [WireItem].newspaper(6)
        _ = try await newsroom.take(items)
        let before = try await newsroom.archive()
        #expect(try await newsroom.take(items) == (1...6).map { .unchanged(StoryNumber(rawValue: $0)) })
        #expect(try await newsroom.archive() == before)
        #expect(try await newsroom.journal().count == 6)
    }

    @Test func `what the desk withdrew stays withdrawn, what its sender canceled may come again`() async throws {
        _ = try await newsroom.take([.sample(1, version: 100), .sample(2, version: 100)])
        _ = try await newsroom.desk.withdrawStory(1, on: .mistake, reason: "Keliru.", actor: "editor")
        let later = newsroom.clock.now.adding(seconds: 60).milliseconds
        var canceled = WireItem.sample(2, status: .canceled)
        canceled.version = Timestamp(milliseconds: later)
        _ = try await newsroom.take([canceled])
        var newer = [WireItem.sample(1), .sample(2)]
        for index in newer.indices { newer[index].version = Timestamp(milliseconds: later + 1) }
        #expect(try await newsroom.take(newer) == [.skipped(1), .updated(2)])
        #expect(try await newsroom.story(1)?.state == .withdrawn)
        #expect(try await newsroom.story(2)?.state == .live)
        _ = try await newsroom.desk.bringBackStory(1, reason: "Benar.", actor: "editor")
        newer[0].version = Timestamp(milliseconds: later + 600_000)
        #expect(try await newsroom.take([newer[0]]) == [.updated(1)])
    }

    @Test func `a newer version is an update, an older one is skipped`() async throws {
        _ = try await newsroom.take([.sample(1, version: 100)])
        var newer = WireItem.sample(1, version: 200)
        newer.copy.headline = "Judul baru"
        newer.copy.tags = [.pemilu]
        newer.firstPublished = newer.firstPublished.adding(seconds: 50)
        #expect(
            try await newsroom.take([newer, .sample(1, version: 150), newer]) == [
                .updated(1), .skipped(1), .unchanged(1),
            ]
        )
        let story = try #require(try await newsroom.story(1))
        #expect(story.copy.headline == "Judul baru")
        #expect(story.firstPublished == WireItem.sample(1).firstPublished)
        #expect(story.updated == newer.version)
        let revisions = try await newsroom.home.store.read { try $0.revisions(of: 1) }
        #expect(revisions.map(\.copy.headline) == ["Kawat nomor 1", "Judul baru"])
        #expect(revisions.map(\.life.wire?.version) == [WireItem.sample(1, version: 100).version, newer.version])
        #expect(revisions.map(\.actor) == ["wire", "wire"])
        let entry = try #require(try await newsroom.journal().last)
        #expect(entry.act == .updated)
        #expect(entry.topics.isSuperset(of: [.tag(Tag.rusia.slug), .tag(Tag.pemilu.slug), .site, .story(1)]))
    }

    @Test func `a version dated before its own publication is still known again`() async throws {
        var item = WireItem.sample(1)
        item.version = item.firstPublished.adding(seconds: -500)
        #expect(try await newsroom.take([item, item]) == [.imported(1), .unchanged(1)])
    }

    @Test func `what a wire wrote before the desk published still goes in`() async throws {
        _ = try await newsroom.take([.sample(1, status: .withheld, version: 100)])
        newsroom.clock.advance(seconds: 86_400 * 365 * 30)
        _ = try await newsroom.desk.publishStory(1, actor: "citra")
        var corrected = WireItem.sample(1, version: 200)
        corrected.copy.headline = "Judul yang dibetulkan"
        #expect(try await newsroom.take([corrected, corrected]) == [.updated(1), .unchanged(1)])
        #expect(try await newsroom.story(1)?.copy.headline == "Judul yang dibetulkan")
    }

    @Test func `what no reader saw leaves no notice when it is canceled`() async throws {
        _ = try await newsroom.take([.sample(1, status: .withheld)])
        _ = try await newsroom.take([.sample(1, status: .canceled, version: 60)])
        var embargoed = WireItem.sample(2)
        embargoed.embargoedUntil = newsroom.clock.now.adding(seconds: 3_600)
        _ = try await newsroom.take([
            embargoed, .sample(2, status: .canceled, version: 60), .sample(3, status: .canceled),
        ])
        for number in 1...3 as ClosedRange<Int64> {
            let story = try #require(try await newsroom.story(number))
            #expect(story.state == .withdrawn && !story.leavesNotice && story.firstPublic == nil)
        }
        #expect(try await newsroom.acts().allSatisfy { $0 == .filed })
        newsroom.clock.advance(seconds: 7_200)
        #expect(try await newsroom.desk.releaseDueStories() == nil)
        #expect(try await newsroom.front().isEmpty)
    }

    @Test func `a text that came while the story was hidden is not told by its notice`() async throws {
        _ = try await newsroom.take([.sample(1), .sample(2)])
        var embargoed = WireItem.sample(1, version: 60)
        embargoed.embargoedUntil = newsroom.clock.now.adding(seconds: 3_600)
        embargoed.copy.headline = "Rahasia"
        _ = try await newsroom.take([
            embargoed, .sample(1, status: .canceled), .sample(2, status: .withheld, version: 60),
        ])
        #expect(try await newsroom.story(1)?.leavesNotice == false)
        _ = try await newsroom.take([.sample(2, status: .canceled, version: 120)])
        #expect(try await newsroom.story(2)?.leavesNotice == true)
        #expect(try await newsroom.acts().last == .withdrawn)
    }

    @Test func `an item twice in one batch obeys the same rule`() async throws {
        let outcomes = try await newsroom.take([
            .sample(1), .sample(1, version: 60), .sample(1), .sample(1, version: 60),
        ])
        #expect(outcomes == [.imported(1), .updated(1), .skipped(1), .unchanged(1)])
    }

    @Test func `a sender may withhold, cancel and bring back`() async throws {
        _ = try await newsroom.take([.sample(1)])
        var version: Int64 = 0
        for (status, act, isListed) in [
            (WireItem.Status.withheld, JournalEntry.Act.held, false), (.usable, .published, true),
            (.canceled, .withdrawn, false), (.usable, .published, true), (.usable, .updated, true),
        ] {
            version += 60
            #expect(try await newsroom.take([.sample(1, status: status, version: version)]) == [.updated(1)])
            #expect(try await newsroom.acts().last == act, "\(status) at \(version)")
            #expect(try await newsroom.front().isEmpty != isListed)
        }
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    @Test func `a cancellation says why, or nothing where the sender said nothing`() async throws {
        var item = WireItem.sample(1, status: .canceled, version: 30)
        item.withdrawalReason = "  Sumber\n keliru. "
        _ = try await newsroom.take([item, .sample(2, status: .canceled)])
        let first = try await newsroom.story(1)?.withdrawal
        #expect(first == Story.Withdrawal(at: item.version, ground: .source, reason: "Sumber keliru."))
        #expect(try await newsroom.story(2)?.withdrawal?.reason == "")
        #expect(try await newsroom.journal().first?.reason == "Sumber keliru.")
    }

    @Test func `copy that names no section stays where the story is`() async throws {
        _ = try await newsroom.take([.sample(1)])
        var newer = WireItem.sample(1, version: 60)
        newer.namesSection = false
        newer.copy.section = .olahraga
        _ = try await newsroom.take([newer])
        #expect(try await newsroom.story(1)?.copy.section == .dunia)
        newer.version = newer.version.adding(seconds: 60)
        newer.namesSection = true
        _ = try await newsroom.take([newer])
        #expect(try await newsroom.story(1)?.copy.section == .olahraga)
    }

    @Test func `a number is kept where it is free, and former paths lead to the story`() async throws {
        var first = WireItem.sample(1)
        first.number = 543_934
        first.formerPaths = ["/lama/1", "/lama/1"]
        var second = WireItem.sample(2)
        second.number = 543_934
        second.formerPaths = ["/lama/2"]
        #expect(try await newsroom.take([first, second]) == [.imported(543_934), .imported(543_935)])
        var newer = WireItem.sample(2, version: 60)
        newer.formerPaths = ["/lama/3"]
        _ = try await newsroom.take([newer])
        #expect(try await newsroom.story(543_935)?.formerPaths == ["/lama/2", "/lama/3"])
        #expect(
            try await newsroom.home.store.read { try $0.story(formerlyAt: #require(FormerPath("/lama/3"))) } == 543_935
        )
    }

    @Test func `a picture's file that comes later is filled in, once`() async throws {
        var item = WireItem.sample(1)
        item.copy.pictures = [PictureUse(uri: "tag:p:1", caption: "Kim", credit: "AFP"), PictureUse(caption: "Lain")]
        _ = try await newsroom.take([item])
        var complete = item
        complete.copy.pictures[0].picture = .sample
        #expect(try await newsroom.take([complete, complete, item]) == [.updated(1), .unchanged(1), .unchanged(1)])
        #expect(try await newsroom.story(1)?.copy.pictures == complete.copy.pictures)
        #expect(try await newsroom.acts() == [.published, .updated])
        var newer = item
        newer.version = item.version.adding(seconds: 60)
        _ = try await newsroom.take([newer])
        #expect(try await newsroom.story(1)?.copy.pictures == complete.copy.pictures)
    }

    @Test func `another photograph in the same place does not get the old one's file`() async throws {
        var item = WireItem.sample(1)
        item.copy.pictures = [PictureUse(picture: .sample, caption: "Kim")]
        _ = try await newsroom.take([item])
        item.version = item.version.adding(seconds: 60)
        item.copy.pictures = [PictureUse(caption: "Putin")]
        _ = try await newsroom.take([item])
        #expect(try await newsroom.story(1)?.copy.pictures == item.copy.pictures)
    }

    @Test func `what cannot be kept is refused with a reason, and the others go in`() async throws {
        var nameless = WireItem.sample(1)
        nameless.uri = ""
        var silent = WireItem.sample(2)
        silent.copy.headline = " \n "
        var ancient = WireItem.sample(3)
        ancient.firstPublished = Timestamp(milliseconds: .min)
        var urgent = WireItem.sample(4)
        urgent.copy.urgency = 0
        let outcomes = try await newsroom.take([nameless, silent, ancient, urgent, .sample(5)])
        #expect(outcomes.last == .imported(1))
        #expect(outcomes.dropLast().allSatisfy { if case .refused(let reason) = $0 { !reason.isEmpty } else { false } })
    }

    @Test func `copy whose text was prepared beforehand is taken alike, also where texts are missing or mixed up`()
        async throws
    {
        let items = [WireItem.sample(1), .sample(2), .sample(1, version: 60)]
        let prepared = await newsroom.desk.prepareTexts(of: items)
        for (round, prepared) in [prepared, Array(prepared.dropLast()), [], prepared.reversed()].enumerated() {
            let newsroom = try await NewsDesk()
            let outcomes = try await newsroom.desk.takeWireCopy(items, prepared: prepared, actor: "wire")
            #expect(outcomes == [.imported(1), .imported(2), .updated(1)], "\(round)")
            let stories = try await newsroom.archive()
            #expect(stories.map(\.copy) == [items[2].copy, items[1].copy])
        }
    }
}
