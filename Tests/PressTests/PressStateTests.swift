import News
import TestSupport
import Testing

@testable import Press

@Suite struct PressStateTests {
    private let newspaper: Newspaper
    private let state: PressState

    init() throws {
        newspaper = Newspaper(
            site: .sample,
            url: "https://warta.example",
            theme: try Newsroom.theme.get(),
            masthead: Masthead(sections: [])
        )
        state = PressState(newspaper)
    }

    private func rails(_ masthead: Masthead, latest: [StoryRow] = []) -> SharedRails {
        RailsPage(popular: [], latest: latest)
            .press(newspaper.with(masthead), unless: nil, now: .sampleNow, tally: PressTally())
    }

    @Test func `of two readings that overlap the later stays, and says what it changed`() {
        let (old, new) = (Masthead(sections: [.dunia]), Masthead(sections: [.dunia, .politik]))
        let late = rails(new, latest: [.sample(1)])
        let change = state.swapIn(late, new, reading: 2)
        #expect(change.ofMasthead && change.ofUpdates)
        let number = state.railsNumber
        let early = state.swapIn(rails(old), old, reading: 1)
        #expect(!early.ofMasthead && !early.ofUpdates)
        #expect(state.rails === late && state.newspaper.masthead == new)
        let same = state.swapIn(late, new, reading: 3)
        #expect(!same.ofMasthead && !same.ofUpdates)
        #expect(state.railsNumber > number)
    }

    @Test func `a notice is pressed once for each masthead, and not kept where that moved meanwhile`() {
        let masthead = Masthead(sections: [.dunia])
        let former = state.notice(.notFound) { part($0.masthead) }
        #expect(state.notice(.notFound) { part($0.masthead) } === former)
        _ = state.swapIn(rails(masthead), masthead, reading: 1)
        let next = Masthead(sections: [.politik])
        let overtaken = state.notice(.notFound) { newspaper in
            _ = state.swapIn(rails(next), next, reading: 2)
            return part(newspaper.masthead)
        }
        #expect(overtaken !== former)
        #expect(state.notice(.notFound) { part($0.masthead) } !== overtaken)
    }

    private func part(_ masthead: Masthead) -> PressedPart {
        let text = masthead.sections.map(\.name).joined()
        let fragment = Fragment.press(Array(text.utf8), unless: nil, tally: PressTally())
        return PressedPart(fragment, caching: .notice, pressedAt: .sampleNow)
    }
}
