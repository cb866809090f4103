import TestSupport
import Testing

@testable import News

/// What stands on a front: by hand, then by itself.
@Suite struct FrontRuleTests {
    private let now = Timestamp.sampleNow

    private func card(_ number: Int64, _ headline: String = "", until seconds: Int64? = nil) -> FrontCard {
        FrontCard(
            StoryNumber(rawValue: number),
            headline: headline,
            until: seconds.map { now.adding(seconds: $0) }
        )
    }

    private func row(_ number: Int64, _ section: Section = .dunia, hasPicture: Bool = false) -> StoryRow {
        StoryRow(
            number: StoryNumber(rawValue: number),
            position: ListPosition(now, slot: number),
            headline: "Judul \(number)",
            lead: "Teras \(number)",
            genre: "Berita",
            section: section,
            language: "id",
            zone: .wib,
            picture: hasPicture
                ? Picture(digest: "a", width: 9, height: 9, widths: [320], mediaType: "image/jpeg") : nil
        )
    }

    private func numbers(_ top: FrontTop) -> [Int64] {
        ([top.lead].compactMap { $0 } + top.rows).map(\.number.rawValue)
    }

    @Test func `cards come first, in their order, and no story stands twice`() {
        let arrangement = FrontArrangement(cards: [card(3), card(9)])
        let placed = arrangement.placed([row(9), row(3)], at: now)
        let top = arrangement.top(placed, newest: (1...6).map { row($0) }, size: 5)
        #expect(numbers(top) == [3, 9, 1, 2, 4] && top.byHand == 2)
    }

    @Test func `a card whose story readers do not see closes up, and one at its end goes with its words`() {
        let arrangement = FrontArrangement(cards: [card(1), card(2, "Kata redaksi", until: 60), card(3)])
        #expect(arrangement.placed([row(2), row(3)], at: now).map(\.headline) == ["Kata redaksi", "Judul 3"])
        let later = now.adding(seconds: 60)
        #expect(arrangement.placed([row(2), row(3)], at: later).map(\.headline) == ["Judul 3"])
        #expect(arrangement.nextEnd(after: now) == later && arrangement.nextEnd(after: later) == nil)
    }

    @Test func `a card's words leave the story where its own headline has put it`() {
        let told = row(7).told(by: card(7, "Sama sekali lain"))
        #expect(told.headline == "Sama sekali lain" && told.address == row(7).address && told.lead == "Teras 7")
    }

    @Test func `where nothing is placed the newest with a picture leads`() {
        let newest = [row(1), row(2, hasPicture: true), row(3)]
        #expect(numbers(FrontArrangement.empty.top([], newest: newest, size: 3)) == [2, 1, 3])
        #expect(numbers(FrontArrangement.empty.top([], newest: [row(1), row(3)], size: 3)) == [1, 3])
        #expect(numbers(FrontArrangement.empty.top([], newest: [], size: 3)) == [])
        let placed = FrontArrangement(cards: [card(3)])
        #expect(numbers(placed.top([row(3)], newest: newest, size: 3)) == [3, 1, 2])
    }

    @Test func `one section has no more of what comes by itself than the cap allows`() {
        let newest = [row(1), row(2), row(3), row(4, .politik), row(5), row(6, .politik), row(7, .politik)]
        let arrangement = FrontArrangement(cards: [card(1)], cap: 1)
        // What is placed by hand is not counted.
        #expect(numbers(arrangement.top([row(1)], newest: newest, size: 5)) == [1, 2, 4])
        #expect(numbers(FrontArrangement(cap: 2).top([], newest: newest, size: 5)) == [1, 2, 4, 6])
    }

    @Test func `what cannot be kept is refused`() throws {
        let many = (1...13).map { card(Int64($0)) }
        let broken = [
            FrontArrangement(cards: many), FrontArrangement(cards: [card(1), card(1)]), FrontArrangement(cap: 0),
            FrontArrangement(cap: 6), FrontArrangement(cards: [card(1, String(repeating: "x", count: 201))]),
        ]
        for arrangement in broken { #expect(throws: NewsError.self) { try arrangement.checked(at: now) } }
        // Cards that are over are left out, and make room.
        let over = FrontArrangement(cards: many.dropLast() + [card(20, until: 0)])
        #expect(try over.checked(at: now).cards.count == 12)
        let words = try FrontArrangement(cards: [card(1, "  Dua\n kata ")]).checked(at: now)
        #expect(words.cards[0].headline == "Dua kata")
    }

    @Test func `what is stored is read back, and is the same text for the same arrangement`() throws {
        var card = card(4, "Kata \"redaksi\"\u{202E}", until: 60)
        card.lead = "Teras."
        card.since = 77
        let arrangement = FrontArrangement(cards: [card, self.card(5)], cap: 2)
        let text = arrangement.json.written
        #expect(FrontArrangement(json: try JSONValue(parsing: Array(text.utf8))) == arrangement)
        #expect(
            FrontArrangement(json: .null) == nil && FrontArrangement(json: .members(["cards": .array([.null])])) == nil
        )
    }

    @Test func `two who change different cards are merged, and the order stays whose changed it`() throws {
        let base = FrontArrangement(cards: [card(1), card(2), card(3)])
        let mine = FrontArrangement(cards: [card(1, "Saya"), card(2), card(3), card(4)])
        let theirs = FrontArrangement(cards: [card(3), card(1), card(2), card(5)], cap: 2)
        let merged = try #require(mine.merged(with: theirs, from: base))
        #expect(merged.cards.map(\.story.rawValue) == [3, 4, 1, 2, 5])
        #expect(merged.cards.first { $0.story.rawValue == 1 }?.headline == "Saya" && merged.cap == 2)
        // Whoever took a card away, and nobody touched it, has it gone.
        let without = FrontArrangement(cards: [card(2), card(3)])
        #expect(mine.merged(with: without, from: base) == nil)
        #expect(without.merged(with: FrontArrangement(cards: base.cards + [card(9)]), from: base)?.cards.count == 3)
    }

    @Test func `two who change one card, both the order or both the cap are not merged`() {
        let base = FrontArrangement(cards: [card(1), card(2), card(3)])
        let one = FrontArrangement(cards: [card(1, "Saya"), card(2), card(3)])
        let other = FrontArrangement(cards: [card(1, "Dia"), card(2), card(3)])
        #expect(one.merged(with: other, from: base) == nil)
        #expect(one.merged(with: one, from: base) == one)
        let up = FrontArrangement(cards: [card(2), card(1), card(3)])
        let down = FrontArrangement(cards: [card(1), card(3), card(2)])
        #expect(up.merged(with: down, from: base) == nil && up.merged(with: base, from: base) == up)
        #expect(FrontArrangement(cap: 1).merged(with: FrontArrangement(cap: 2), from: .empty) == nil)
    }

    @Test func `an editor of sections arranges theirs, and not the site's`() {
        let editor = Member.sample(.editor, sections: [Section.dunia.slug])
        #expect(editor.permission(toArrange: .section(Section.dunia.slug)).isAllowed)
        #expect(editor.permission(toArrange: .section(Section.politik.slug)).reason == .otherSection)
        #expect(editor.permission(toArrange: .site).reason == .otherSection)
        #expect(Member.sample(.editor).permission(toArrange: .site).isAllowed)
        #expect(Member.sample(.reporter).permission(toArrange: .site).reason == .needsEditor)
    }
}
