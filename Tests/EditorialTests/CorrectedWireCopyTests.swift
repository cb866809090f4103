import Editorial
import News
import TestSupport
import Testing

/// That whatever a sender corrects without a new version is taken: no field is left out of what makes a copy another.
@Suite struct CorrectedWireCopyTests {
    private static let picture = PictureUse(uri: "tag:p:1", caption: "Kim", credit: "AFP", alternativeText: "Kim.")

    static let corrections: [@Sendable (inout WireItem) -> Void] = [
        { $0.copy.headline = "Judul lain" },
        { $0.copy.lead = "Teras lain." },
        { $0.copy.body = Body(text: "Isi lain.") },
        { $0.copy.genre = "Opini" },
        { $0.copy.section = .olahraga },
        { $0.copy.place = "Jakarta" },
        { $0.copy.bylines = [Byline(.citra)] },
        { $0.copy.bylines = [Byline(.alifia, as: .photographer), Byline(.bagus, as: .editor)] },
        { $0.copy.tags = [.pemilu] },
        { $0.copy.tags.reverse() },
        { $0.copy.pictures = [] },
        { $0.copy.pictures[0].uri = "tag:p:2" },
        { $0.copy.pictures[0].caption = "Putin" },
        { $0.copy.pictures[0].credit = "Reuters" },
        { $0.copy.pictures[0].alternativeText = "Dua orang berjabat tangan." },
        { $0.copy.language = "en" },
        { $0.copy.zone = .utc },
        { $0.copy.urgency = 1 },
        { $0.copy.copyrightHolder = "Lain" },
        { $0.copy.copyrightNotice = "© Lain" },
        { $0.copy.usageTerms = "Tidak boleh dikutip." },
        { $0.copy.editorialNote = "Lain." },
        { $0.firstPublished = $0.firstPublished.adding(seconds: -60) },
        { $0.contentCreated = $0.firstPublished },
        { $0.embargoedUntil = .sampleNow.adding(seconds: 600) },
        { $0.formerPaths = ["/lama/1"] },
    ]

    @Test func `what the newspaper filled in is no correction when the newspaper changes its mind`() async throws {
        let newsroom = try await NewsDesk()
        var item = WireItem.sample(1)
        (item.namesLanguage, item.namesZone) = (false, false)
        _ = try await newsroom.take([item])
        (item.copy.language, item.copy.zone) = ("en", .wit)
        #expect(try await newsroom.take([item]) == [.unchanged(StoryNumber(rawValue: 1))])
        // An update says nothing of them either, and the story keeps its own.
        item.version = item.version.adding(seconds: 60)
        item.copy.headline = "Judul lain"
        _ = try await newsroom.take([item])
        let story = try await #require(newsroom.story(1))
        #expect(story.version == 2 && story.copy.language == "id" && story.copy.zone == .wib)
    }

    @Test(arguments: corrections.indices)
    func `each field that is corrected without a new version is taken, once`(index: Int) async throws {
        let newsroom = try await NewsDesk()
        var item = WireItem.sample(1)
        item.copy.pictures = [Self.picture]
        var corrected = item
        Self.corrections[index](&corrected)
        _ = try await newsroom.take([item])
        let outcomes = try await newsroom.take([corrected, corrected])
        let wait = corrected.embargoedUntil
        #expect(outcomes == [.updated(1, waitsUntil: wait), .unchanged(1)], "correction \(index)")
    }
}
