import News
import Storage
import Synchronization

/// Presses what all pages of a newspaper end with, and swaps it in.
final class RailsPresser: Sendable {
    private let house: PressHouse
    private let store: Store
    private let state: PressState
    private let versions: Versions
    private let updates: LiveUpdates
    /// Its own, so that it waits for no page.
    private let thread = PressingThread("press rails")
    private let readings = Atomic<Int>(0)

    init(house: PressHouse, store: Store, state: PressState, versions: Versions, updates: LiveUpdates) {
        self.house = house
        self.store = store
        self.state = state
        self.versions = versions
        self.updates = updates
    }

    /// Reads the rails and the masthead and swaps them in; tells open pages where UPDATE changed.
    ///
    /// What takes time is done before the swap: no reader waits for it. May run twice at once; the later reading stays.
    func press() async throws {
        let reading = readings.wrappingAdd(1, ordering: .relaxed).newValue
        let rankings = state.rankings
        let (page, masthead) = try await store.read {
            (try RailsPage($0, rankings), try $0.masthead())
        }
        let newspaper = state.newspaper.with(masthead)
        let former = state.rails
        let rails = try await thread { [house] in
            page.press(newspaper, unless: former, now: house.clock(), tally: house.tally)
        }
        let change = state.swapIn(rails, masthead, reading: reading)
        if change.ofMasthead { versions.move(.masthead) }
        if change.ofPages { versions.move(.standingPages) }
        if change.ofFronts { versions.move(.fronts) }
        if change.ofUpdates { updates.tell(rails.updates, reading: reading) }
    }

    /// Presses the rails again where the line of breaking news has ended, or is about to; needs no store.
    ///
    /// In its last seconds pages may be kept for as long as it has left, so that it is in no cache afterwards.
    func lookAtClock() async throws {
        guard let former = state.rails, former.model.banner != nil else { return }
        let now = house.clock()
        let stands = former.model.showsBanner(at: now)
        guard former.updates.banner.isEmpty == stands || former.closing != former.model.closing(at: now) else { return }
        let newspaper = state.newspaper
        let rails = try await thread { [house] in
            former.model.press(newspaper, unless: former, now: now, tally: house.tally)
        }
        guard rails !== former, let reading = state.renew(former, rails) else { return }
        if rails.updates.id != former.updates.id { updates.tell(rails.updates, reading: reading) }
    }
}
