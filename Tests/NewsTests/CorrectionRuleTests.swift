import TestSupport
import Testing

@testable import News

/// What a correction asks of a story, and what it does to it.
@Suite struct CorrectionRuleTests {
    private let now = Timestamp.sampleNow

    private func draft(_ words: String = "Jumlahnya 12, bukan 21.", paragraph: Int? = nil) -> Correction.Draft {
        Correction.Draft(kind: .correction, place: .below, words: words, paragraph: paragraph)
    }

    /// A live story whose body has three paragraphs and a picture.
    private var story: Story {
        var story = Story.sample(1)
        story.words.body = Body(blocks: [
            .paragraph([.text("Kapal berangkat pukul tujuh.")]), .picture(0),
            .paragraph([.text("Penumpangnya 21 orang.")]),
        ])
        return story
    }

    @Test func `corrections are numbered, dated and kept in order`() throws {
        var story = story
        let first = try story.correct(draft("  Bukan\n 21, tetapi 12. "), by: "citra", at: now)
        #expect(first.act == .corrected && first.reason == "Bukan 21, tetapi 12.")
        _ = try story.correct(draft("Pukul tujuh malam."), by: "bagus", at: now.adding(seconds: 60))
        #expect(story.corrections.map(\.number) == [1, 2])
        #expect(story.corrections.map(\.words) == ["Bukan 21, tetapi 12.", "Pukul tujuh malam."])
        #expect(story.corrections.map(\.at) == [now, now.adding(seconds: 60)])
        #expect(story.updated == now.adding(seconds: 60) && story.state == .live)
    }

    @Test func `it brings the working copy with it, and is about a paragraph of that text`() throws {
        var story = story
        var copy = story.copy
        copy.body = Body(blocks: [
            .paragraph([.text("Kapal berangkat pukul tujuh.")]), .paragraph([.text("Penumpangnya 12 orang.")]),
        ])
        let base = story.openWorkingCopy(by: "citra", at: now).base
        _ = try story.saveWorkingCopy(copy, madeFrom: base, by: "citra", at: now)
        _ = try story.correct(draft(paragraph: 1), by: "citra", at: now)
        #expect(story.published?.body == copy.body && story.workingCopy == nil)
        #expect(story.corrections.first?.paragraph == "Penumpangnya 12 orang.")
        #expect(throws: NewsError.self) { _ = try story.correct(draft(paragraph: 2), by: "citra", at: now) }
        #expect(throws: NewsError.self) { _ = try story.correct(draft(paragraph: -1), by: "citra", at: now) }
    }

    @Test func `only a live story takes one, and only with words, and not without end`() throws {
        for state in PublicState.allCases where state != .live {
            var other = Story.sample(1, state: state)
            #expect(throws: NewsError.self) { _ = try other.correct(draft(), by: "citra", at: now) }
        }
        var story = story
        for words in ["", " \n\u{200B} ", String(repeating: "a", count: Correction.longest + 1)] {
            #expect(throws: NewsError.self) { _ = try story.correct(draft(words), by: "citra", at: now) }
        }
        for _ in 0..<Correction.most { _ = try story.correct(draft(), by: "citra", at: now) }
        let full = story
        #expect(throws: NewsError.self) { _ = try story.correct(draft(), by: "citra", at: now) }
        #expect(story == full)
    }

    @Test func `a paragraph is found again however a later change moved or turned it`() {
        let old = "Penumpangnya 12 orang menurut syahbandar."
        let texts: [(body: [String], at: Int?)] = [
            (["Awal.", old, "Akhir."], 1), ([old], 0), (["Baru.", "Baru lagi.", old], 2),
            (["Awal.", "Penumpangnya 12 orang menurut polisi.", "Akhir."], 1), (["Awal.", "Akhir."], nil), ([], nil),
        ]
        for text in texts {
            let body = Body(blocks: text.body.map { .paragraph([.text($0)]) })
            #expect(body.blocks(saying: [old])[old] == text.at, "\(text.body)")
        }
        let around = Body(blocks: [
            .rule, .picture(0), .quote([.paragraph([.text(old)])]),
            .list(ordered: false, start: nil, items: [[.paragraph([.text("satu")])]]),
        ])
        #expect(around.paragraphs.map(\.block) == [2, 3] && around.blocks(saying: [old])[old] == 2)
    }

    @Test func `whoever may update a story may correct it, where readers see it`() {
        for role in Role.allCases {
            let member = Member.sample(role)
            for state in PublicState.allCases {
                let facts = StoryFacts(stage: nil, state: state, sections: [Section.dunia.slug], isOwn: true)
                let permission = member.permission(to: .correct, facts)
                #expect(permission.isAllowed == (role != .reporter && state == .live), "\(role) \(state)")
            }
        }
    }

    @Test func `a list marks the weightier kind`() throws {
        var story = story
        #expect(story.corrections.weightiest == nil)
        _ = try story.correct(
            Correction.Draft(kind: .clarification, place: .below, words: "Maksudnya lain."),
            by: "citra",
            at: now
        )
        #expect(story.corrections.weightiest == .clarification)
        _ = try story.correct(draft(), by: "citra", at: now)
        #expect(story.corrections.weightiest == .correction)
    }
}
