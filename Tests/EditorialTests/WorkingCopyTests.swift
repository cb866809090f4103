import Editorial
import News
import Storage
import TestSupport
import Testing

/// That the desk's verbs are kept, told by the journal, and seen by no reader before they publish.
@Suite struct WorkingCopyTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    private static let canary = "Kenari Zamrud"

    /// Copy in which every word is the canary.
    private static func secret() throws -> Copy {
        var copy = Copy.sample
        (copy.headline, copy.lead, copy.genre, copy.place) = (canary, canary, canary, canary)
        copy.body = Body(text: canary)
        copy.section = Section(name: canary)
        copy.tags = [Tag(name: canary)]
        copy.bylines = [Byline(Person(name: canary))]
        copy.pictures = [PictureUse(picture: .canary, caption: canary, credit: canary, alternativeText: canary)]
        return copy
    }

    private static func sample(_ headline: String) -> Copy {
        var copy = Copy.sample
        copy.headline = headline
        return copy
    }

    @discardableResult
    private func write(
        _ copy: Copy,
        in number: StoryNumber = 1,
        as kind: Desk.SaveKind = .automatic
    ) async throws -> Story {
        let open = try await newsroom.desk.openWorkingCopy(of: number, actor: "citra")
        return try await newsroom.desk.saveWorkingCopy(
            of: number,
            copy,
            madeFrom: open.base,
            as: kind,
            actor: "citra"
        )
    }

    /// Everything that a reader can ask the store.
    private func readersAnswers() async throws -> String {
        try await newsroom.home.store.read { transaction in
            let numbers = (1...9).map { StoryNumber(rawValue: $0) }
            let slug = Section(name: Self.canary).slug
            let listings: [Listing] = [
                .site, .section(slug), .tag(slug), .author(slug), .section(Section.dunia.slug), .tag(Tag.rusia.slug),
            ]
            var answers: [Any] = []
            for listing in listings {
                answers.append(try transaction.rows(listing, before: nil, limit: 99))
                answers.append(try transaction.rows(listing, after: ListPosition(rawValue: 0), limit: 99))
            }
            answers.append(try transaction.rows(numbers))
            answers.append(try transaction.search("zamrud", language: "id", limit: 99).rows)
            answers.append(try transaction.search("kenari zamrud", language: "id", order: .best, limit: 99).rows)
            answers.append(try transaction.sitemapRows(shard: 0))
            answers.append(try transaction.sections(limit: 99))
            answers.append(try transaction.masthead().sections)
            answers.append(try transaction.section(slug) as Any)
            answers.append(try transaction.tag(slug) as Any)
            answers.append(try transaction.person(slug) as Any)
            answers.append(try transaction.publicStory(showing: Picture.canary.digest) as Any)
            for number in numbers {
                answers.append(try transaction.readersAddress(of: number) as Any)
                answers.append(try transaction.publishedStory(number) as Any)
                answers.append(try transaction.opening(of: number))
                if let story = try transaction.publishedStory(number) {
                    answers.append(try transaction.related(to: story, limit: 9))
                }
            }
            return answers.map { "\($0)" }.joined(separator: "\n")
        }
    }

    @Test func `a canary in a working copy is in no answer to a reader, in whatever state its story is`() async throws {
        _ = try await newsroom.take(.newspaper(4) + [.sample(5, status: .withheld)])
        _ = try await newsroom.desk.withdrawStory(2, on: .mistake, reason: "Keliru.", actor: "citra")
        _ = try await newsroom.take([.sample(3, status: .withheld, version: 60)])
        let before = try await readersAnswers()
        let known = try await newsroom.journal().count
        for number in 1...5 as ClosedRange<Int64> {
            try await write(Self.secret(), in: StoryNumber(rawValue: number))
            try await write(Self.secret(), in: StoryNumber(rawValue: number), as: .version(reason: "Kenari"))
            _ = try await newsroom.desk.submitStory(StoryNumber(rawValue: number), actor: "citra")
        }
        _ = try await newsroom.desk.beginStory(Self.secret(), actor: "citra")
        var withheld = WireItem.sample(7, status: .withheld)
        withheld.copy = try Self.secret()
        _ = try await newsroom.take([withheld])
        let after = try await readersAnswers()
        #expect(after == before)
        #expect(!after.lowercased().contains("zamrud"))
        // Nor is a page pressed anew because of it.
        let lines = try await newsroom.journal().dropFirst(known)
        #expect(lines.allSatisfy { !$0.act.isForReaders && $0.topics.isEmpty })
        #expect(try await newsroom.home.store.problems { _ in true } == [])
        _ = try await newsroom.desk.updateStory(1, actor: "citra")
        #expect(try await readersAnswers().contains(Self.canary))
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    @Test func `every verb of the desk is one version and one line, with who and why; typing is neither`() async throws
    {
        let begun = try await newsroom.desk.beginStory(.sample, actor: "citra")
        for headline in ["A", "B", "C"] {
            try await write(Self.sample(headline))
        }
        try await write(Self.sample("D"), as: .version(reason: "Selesai"))
        _ = try await newsroom.desk.submitStory(1, actor: "citra")
        _ = try await newsroom.desk.sendBackStory(1, reason: "Sumber?", actor: "bagus")
        _ = try await newsroom.desk.submitStory(1, actor: "citra")
        _ = try await newsroom.desk.approveStory(1, actor: "bagus")
        _ = try await newsroom.desk.scheduleStory(1, for: newsroom.clock.now.adding(seconds: 60), actor: "bagus")
        newsroom.clock.advance(seconds: 60)
        _ = try await newsroom.desk.releaseDueStories()
        _ = try await newsroom.desk.withdrawStory(1, on: .mistake, reason: "Keliru.", actor: "bagus")
        let acts: [JournalEntry.Act] = [
            .filed, .saved, .submitted, .sentBack, .submitted, .approved, .scheduled, .published, .withdrawn,
        ]
        #expect(try await newsroom.acts() == acts)
        let revisions = try await newsroom.home.store.read { try $0.revisions(of: begun.number) }
        #expect(revisions.map(\.version) == Array(1...8))
        let actors: [Actor] = ["citra", "citra", "citra", "bagus", "citra", "bagus", "bagus", "bagus"]
        #expect(revisions.map(\.actor) == actors)
        #expect(revisions.map(\.reason) == ["", "Selesai", "", "Sumber?", "", "", "", "Keliru."])
        #expect(revisions.map(\.stage) == [.draft, .draft, .submitted, .draft, .submitted, .approved, nil, nil])
        #expect(revisions.map(\.copy.headline) == [Copy.sample.headline] + Array(repeating: "D", count: 7))
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    @Test func `a stale save is refused, and both texts are kept`() async throws {
        _ = try await newsroom.take([.sample(1)])
        let open = try await newsroom.desk.openWorkingCopy(of: 1, actor: "citra")
        let (mine, theirs) = (Self.sample("Naskah saya"), Self.sample("Naskah mereka"))
        let saved = try await newsroom.desk.saveWorkingCopy(of: 1, theirs, madeFrom: open.base, actor: "bagus")
        let error = await #expect(throws: NewsError.self) {
            try await newsroom.desk.saveWorkingCopy(of: 1, mine, madeFrom: open.base, actor: "citra")
        }
        #expect(error?.code == .conflict)
        #expect(try await newsroom.story(1) == saved)
        #expect(saved.workingCopy?.copy.headline == "Naskah mereka" && mine.headline == "Naskah saya")
        let base = try #require(saved.workingCopy).base
        let again = try await newsroom.desk.saveWorkingCopy(of: 1, mine, madeFrom: base, actor: "citra")
        #expect(try await newsroom.story(1) == again)
        #expect(again.workingCopy?.copy.headline == "Naskah saya")
    }

    @Test func `a working copy costs a row only while it differs from the published text`() async throws {
        _ = try await newsroom.take([.sample(1)])
        let published = try #require(try await newsroom.story(1)).copy
        var other = published
        other.lead = "Lain."
        #expect(try await write(other).workingCopy != nil)
        #expect(try await write(published).workingCopy == nil)
        #expect(try await newsroom.story(1)?.workingCopy == nil)
        try await write(other)
        _ = try await newsroom.desk.updateStory(1, actor: "citra")
        #expect(try await newsroom.story(1)?.workingCopy == nil)
        #expect(try await newsroom.acts() == [.published, .updated])
    }

    @Test func `a wire's words that give way to the desk's are kept in the history`() async throws {
        _ = try await newsroom.take([.sample(1)])
        try await write(Self.sample("Kata meja"))
        var held = WireItem.sample(1, status: .withheld, version: 60)
        held.copy.headline = "Kata kawat"
        #expect(try await newsroom.take([held, held]) == [.updated(1), .unchanged(1)])
        let story = try #require(try await newsroom.story(1))
        #expect(story.state == .held && story.workingCopy?.copy.headline == "Kata meja")
        let revisions = try await newsroom.home.store.read { try $0.revisions(of: 1) }
        #expect(revisions.map(\.copy.headline) == ["Kawat nomor 1", "Kata kawat"])
        #expect(revisions.last?.actor == "wire")
    }

    @Test func `a published text that no wire copy touches stays in its place when it is updated`() async throws {
        _ = try await newsroom.take(.newspaper(3))
        let before = try #require(try await newsroom.story(2))
        newsroom.clock.advance(seconds: 3_600)
        var copy = before.copy
        copy.headline = "Judul baru"
        try await write(copy, in: 2)
        let after = try await newsroom.desk.updateStory(2, actor: "citra")
        #expect(after.position == before.position && after.firstPublished == before.firstPublished)
        #expect(after.updated == newsroom.clock.now && after.wasUpdated)
        let found = try await newsroom.home.store.read { try $0.search("judul baru", language: "id", limit: 9).rows }
        #expect(found.map(\.row.number) == [2])
    }
}

extension Picture {
    fileprivate static let canary = Picture(
        digest: String(repeating: "ca", count: 32),
        width: 1_600,
        height: 1_067,
        widths: [320],
        mediaType: "image/jpeg"
    )
}
