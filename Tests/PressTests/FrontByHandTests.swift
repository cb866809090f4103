import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// A front as the desk arranged it, as readers meet it.
@Suite struct FrontByHandTests {
    private let room: Newsroom
    private let bagus: MemberNumber

    init() async throws {
        room = try await Newsroom(.newspaper(20))
        bagus = try await room.bagus(.editor)
    }

    private static let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")
    private static let dunia = Section.dunia.slug

    @discardableResult
    private func arrange(
        _ cards: [FrontCard],
        _ front: Front = .site,
        cap: Int? = nil,
        isLaunched: Bool = true,
        seen: Int = 0
    ) async throws -> FrontOutcome {
        let outcome = try await room.desk.arrange(
            front,
            FrontArrangement(cards: cards, cap: cap),
            isLaunched: isLaunched,
            seen: seen,
            by: bagus,
            from: Self.caller
        )
        try await room.press.follower.catchUp()
        return outcome
    }

    private func card(_ number: Int64, _ headline: String = "", until seconds: Int64? = nil) -> FrontCard {
        let end = seconds.map { room.clock.now.adding(seconds: $0) }
        return FrontCard(StoryNumber(rawValue: number), headline: headline, until: end)
    }

    /// The stories of a page's own part, in order.
    private func stories(_ address: Address) async throws -> [Int] {
        let own = try await String(decoding: room.page(address).fragments[0].inflated(), as: UTF8.self)
        return own.matches(of: #/<h3[^>]*>(?:<span.*?<br>)?<a href="/[a-z-]+/(\d+)[/]/#).compactMap { Int($0.1) }
    }

    @Test func `readers have the front as it was launched, and a draft is nobody's business`() async throws {
        let before = try await stories(.front)
        try await arrange([card(3, "Judul redaksi"), card(5)], isLaunched: false)
        #expect(try await stories(.front) == before)
        try await arrange([card(3, "Judul redaksi"), card(5)], seen: 1)
        let after = try await stories(.front)
        #expect(after.prefix(2) == [3, 5] && Set(after).count == after.count)
        let text = try await room.text(.front)
        #expect(text.contains("<a href=\"\(try await room.story(3).address.path)\">Judul redaksi</a>"))
        // Nothing else tells the story so.
        for other in [Address.rails, .index(), .section(Self.dunia), .feed(.rss)] {
            #expect(try await !room.text(other).contains("Judul redaksi"), "\(other)")
        }
    }

    @Test func `a launch presses fronts and nothing else`() async throws {
        for page in [Address.front, .index(), try await room.story(1).address] { _ = try await room.page(page) }
        let rails = room.press.state.rails
        try await arrange([card(3)])
        let pressings = try await room.count(.pressing) {
            for page in [Address.front, .index(), try await room.story(1).address] { _ = try await room.page(page) }
        }
        #expect(pressings == 1 && room.press.state.rails === rails)
    }

    @Test func `a withdrawn story's place closes up, and one that comes back has it again`() async throws {
        try await arrange([card(3), card(5)], .section(Self.dunia))
        #expect(try await stories(.section(Self.dunia)).prefix(2) == [3, 5])
        try await room.withdraw(3)
        let after = try await stories(.section(Self.dunia))
        #expect(after.first == 5 && !after.contains(3))
    }

    @Test func `a pin ends by the clock, and its words with it`() async throws {
        try await arrange([card(3, "Judul redaksi", until: 600)])
        #expect(try await stories(.front).first == 3)
        room.clock.advance(seconds: 599)
        try await room.press.ends.look()
        #expect(try await stories(.front).first == 3)
        room.clock.advance(seconds: 1)
        try await room.press.ends.look()
        #expect(try await stories(.front).first != 3)
        #expect(try await !room.text(.front).contains("Judul redaksi"))
        let again = try await room.count(.pressing) {
            try await room.press.ends.look()
            _ = try await room.page(.front)
        }
        #expect(again == 0)
    }

    @Test func `of two pins both ends are seen, whichever front is asked for in between`() async throws {
        try await arrange([card(3, until: 600), card(5, until: 60)])
        _ = try await room.page(.front)
        room.clock.advance(seconds: 60)
        try await room.press.ends.look()
        #expect(try await stories(.front).first == 3)
        room.clock.advance(seconds: 540)
        try await room.press.ends.look()
        #expect(try await !stories(.front).prefix(1).contains(3))
    }

    @Test func `a section's second page is as it was, and a card of another section stands on the first`() async throws
    {
        try await room.take(.plain(40, in: .politik))
        try await arrange([card(21)], .section(Self.dunia))
        #expect(try await stories(.section(Self.dunia)).first == 21)
        try await room.withdraw(21)
        #expect(try await !stories(.section(Self.dunia)).contains(21))
    }

    @Test func `a stale change is refused, with what both made of it`() async throws {
        try await arrange([card(3)])
        guard case .stale(let present, nil, let merged?) = try await arrange([card(5)]) else {
            Issue.record("It was kept.")
            return
        }
        #expect(present.number == 1 && merged.cards.map(\.story.rawValue).sorted() == [3, 5])
        #expect(try await stories(.front).first == 3)
    }

    @Test func `a draft is discarded, and what readers had is put back`() async throws {
        try await arrange([card(3)])
        try await arrange([card(5)], seen: 1)
        try await arrange([card(7)], isLaunched: false, seen: 2)
        guard case .kept = try await room.desk.discardFront(.site, seen: 3, by: bagus, from: Self.caller) else {
            Issue.record("It was refused.")
            return
        }
        let draft = try await room.home.store.read { try $0.newestFront(.site) }
        #expect(draft?.act == .discarded && draft?.arrangement.cards.map(\.story.rawValue) == [5])
        guard case .kept = try await room.desk.restoreFront(.site, to: 1, seen: 4, by: bagus, from: Self.caller) else {
            Issue.record("It was refused.")
            return
        }
        try await room.press.follower.catchUp()
        #expect(try await stories(.front).first == 3)
        // A draft was never readers'.
        await #expect(throws: NewsError.self) {
            _ = try await room.desk.restoreFront(.site, to: 3, seen: 5, by: bagus, from: Self.caller)
        }
    }

    @Test func `words that are new know the journal, and those that stay know what they knew`() async throws {
        try await arrange([card(3, "Satu")])
        let since = try await room.home.store.read { try $0.newestFront(.site)?.arrangement.cards[0].since }
        try await room.correct(3, "Jumlahnya keliru.")
        try await arrange([card(3, "Satu"), card(5, "Dua")], seen: 1)
        let cards = try await #require(room.home.store.read { try $0.newestFront(.site) }).arrangement.cards
        #expect(cards[0].since == since && cards[1].since > cards[0].since)
        let act = try await room.home.store.read {
            try $0.lastChangeForReaders(of: cards[0].story, after: cards[0].since)
        }
        #expect(act == .corrected)
    }
}
