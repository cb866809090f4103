import TestSupport
import Testing

@testable import News

/// What a story must meet to be given to readers unverified, and what ends that.
@Suite struct UnverifiedReportTests {
    private let now = Timestamp.sampleNow

    private static func draft(
        _ words: String = " Kapten kapal\n belum dapat dihubungi. ",
        without missing: UnverifiedReport.Condition? = nil
    ) -> UnverifiedReport.Draft {
        UnverifiedReport.Draft(
            words: words,
            conditions: Set(UnverifiedReport.Condition.allCases.filter { $0 != missing })
        )
    }

    private func rewrite(_ story: inout Story) throws {
        let open = story.openWorkingCopy(by: "citra", at: now)
        var copy = open.copy
        copy.headline += " (baru)"
        _ = try story.saveWorkingCopy(copy, madeFrom: open.base, by: "citra", at: now)
    }

    @Test(arguments: UnverifiedReport.Condition.allCases)
    func `each of the guideline's conditions must be met`(missing: UnverifiedReport.Condition) {
        var story = Story.sample(1)
        let before = story
        let error = #expect(throws: NewsError.self) {
            _ = try story.reportUnverified(Self.draft(without: missing), by: "bagus", at: now)
        }
        #expect(error?.code == .invalid && story == before)
    }

    @Test func `it is published with it, or said of what readers have already, and once at a time`() throws {
        var story = Story.sample(1, state: .never)
        let published = try story.reportUnverified(Self.draft(), by: "bagus", at: now)
        #expect(story.state == .live && published.act == .published)
        #expect(story.openReport?.words == "Kapten kapal belum dapat dihubungi." && story.openReport?.number == 1)
        #expect(throws: NewsError.self) { _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now) }
        var live = Story.sample(2)
        try rewrite(&live)
        let told = try live.reportUnverified(Self.draft(), by: "bagus", at: now)
        #expect(told.act == .reportedUnverified && told.reason == "Kapten kapal belum dapat dihubungi.")
        #expect(live.workingCopy == nil && live.openReport?.version == live.publishedVersion)
        for state in [PublicState.held, .withdrawn] {
            var hidden = Story.sample(3, state: state)
            #expect(throws: NewsError.self) { _ = try hidden.reportUnverified(Self.draft(), by: "bagus", at: now) }
        }
        for words in [" \n", String(repeating: "a", count: UnverifiedReport.longest + 1)] {
            var other = Story.sample(4)
            #expect(throws: NewsError.self) { _ = try other.reportUnverified(Self.draft(words), by: "b", at: now) }
        }
    }

    @Test func `an embargo binds it as it binds publication`() {
        var story = Story.sample(1, state: .never)
        story.embargoedUntil = now.adding(seconds: 60)
        #expect(throws: NewsError.self) { _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now) }
        #expect(story.life.reports.isEmpty && story.state == .never)
    }

    @Test func `the later text ends it, and only where there is one`() throws {
        var story = Story.sample(1)
        #expect(throws: NewsError.self) { _ = try story.verify(in: nil, by: "bagus", at: now) }
        _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now)
        let error = #expect(throws: NewsError.self) { _ = try story.verify(in: nil, by: "bagus", at: now) }
        #expect(error?.code == .invalid)
        try rewrite(&story)
        let later = now.adding(seconds: 60)
        let change = try story.verify(in: nil, by: "dewi", at: later)
        #expect(change.act == .verified && story.openReport == nil && story.workingCopy == nil)
        #expect(story.life.reports.first?.verification == .init(at: later, actor: "dewi", story: nil))
        // It may be unverified again, for another reason.
        _ = try story.reportUnverified(Self.draft(), by: "bagus", at: later)
        #expect(story.life.reports.map(\.number) == [1, 2] && story.openReport?.number == 2)
    }

    @Test func `a text that was updated since may end it as well`() throws {
        var story = Story.sample(1)
        _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now)
        // As the store counts it.
        story = Story(number: story.number, uri: story.uri, version: 2, life: story.life, text: story.text)
        try rewrite(&story)
        _ = try story.update(by: "bagus", at: now)
        #expect(story.openReport != nil)
        _ = try story.verify(in: nil, by: "bagus", at: now)
        #expect(story.openReport == nil)
    }

    @Test func `another story ends it, whose page is told of, and what is being written stays`() throws {
        var story = Story.sample(1).numbered(StoryNumber(rawValue: 1))
        _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now)
        try rewrite(&story)
        #expect(throws: NewsError.self) { _ = try story.verify(in: story.number, by: "bagus", at: now) }
        let other = StoryNumber(rawValue: 7)
        let change = try story.verify(in: other, by: "bagus", at: now)
        #expect(story.openReport == nil && story.workingCopy != nil)
        #expect(change.entry(for: story, by: "bagus", at: now).topics.isSuperset(of: [.story(other), .site]))
    }

    @Test func `after a day it is late`() throws {
        var story = Story.sample(1)
        _ = try story.reportUnverified(Self.draft(), by: "bagus", at: now)
        let report = try #require(story.openReport)
        #expect(!report.isLate(at: now.adding(seconds: 86_399)) && report.isLate(at: now.adding(seconds: 86_400)))
        _ = try story.verify(in: StoryNumber(rawValue: 7), by: "bagus", at: now)
        #expect(story.life.reports.first?.isLate(at: now.adding(seconds: 86_400)) == false)
    }
}
