import News
import Storage
import Synchronization

/// One newspaper as it stands now: what changes as a whole is swapped in at once, so that no page mixes two states.
final class PressState: Sendable {
    private struct Values {
        var newspaper: Newspaper
        var rankings = Rankings.none
        var rails: SharedRails?
        /// Which reading of the store the rails were made from: of two that overlap, the later counts.
        var reading = 0
        /// When the next card of a front that is pressed ends.
        var nextEnd: Timestamp?
        /// Pages that say that there is no other, pressed when first needed: whoever guesses addresses gets these.
        var notices: [PressedPage.Status: PressedPart] = [:]
        /// The journal up to here is on every page.
        var journal = JournalMark.beginning
        /// A standby that pages are read from must have everything up to here.
        var position = StorePosition.beginning
    }

    private let values: Mutex<Values>
    private let railsCount = Atomic<Int>(0)

    init(_ newspaper: Newspaper) {
        values = Mutex(Values(newspaper: newspaper))
    }

    var newspaper: Newspaper { values.withLock { $0.newspaper } }

    var rankings: Rankings {
        get { values.withLock { $0.rankings } }
        set { values.withLock { $0.rankings = newValue } }
    }

    /// The last line of the journal whose change is on every page.
    var journal: JournalMark {
        get { values.withLock { $0.journal } }
        set { values.withLock { $0.journal = newValue } }
    }

    /// What a standby must have that pages are read from; it is moved before the versions of what has changed are.
    var position: StorePosition {
        get { values.withLock { $0.position } }
        set { values.withLock { $0.position = newValue } }
    }

    /// What all pages end with now; nil before the press is open.
    var rails: SharedRails? { values.withLock { $0.rails } }

    /// Moves after each change of the rails, so that whoever remembers them need not ask for them again before.
    var railsNumber: Int { railsCount.load(ordering: .acquiring) }
}

extension PressState {
    /// What new rails changed for readers.
    struct Change {
        var ofMasthead = false
        var ofPages = false
        var ofFronts = false
        var ofUpdates = false
    }

    /// Swaps in rails and the masthead that they show, unless a later reading of the store has brought others.
    /// - Parameter reading: Counts the readings of the store.
    func swapIn(_ rails: SharedRails, _ masthead: Masthead, reading: Int) -> Change {
        let change = values.withLock { values in
            guard values.reading < reading else { return Change() }
            let change = Change(
                ofMasthead: !values.newspaper.masthead.hasSections(of: masthead),
                ofPages: values.newspaper.masthead.pages != masthead.pages,
                ofFronts: values.newspaper.masthead.launch != masthead.launch,
                ofUpdates: values.rails?.updates.id != rails.updates.id
            )
            values.reading = reading
            values.newspaper = values.newspaper.with(masthead)
            values.rails = rails
            if change.ofMasthead { values.notices = [:] }
            return change
        }
        railsCount.wrappingAdd(1, ordering: .releasing)
        return change
    }

    /// Puts rails that the clock has made of the present ones in their place, unless others have come meanwhile.
    /// - Returns: From which reading of the store they are; nil where others stand there.
    func renew(_ former: SharedRails, _ rails: SharedRails) -> Int? {
        let reading = values.withLock { values -> Int? in
            guard values.rails === former else { return nil }
            values.rails = rails
            return values.reading
        }
        railsCount.wrappingAdd(1, ordering: .releasing)
        return reading
    }

    /// To be called before a front is pressed that has a card with this end.
    func noteEnd(_ end: Timestamp) {
        values.withLock { $0.nextEnd = min($0.nextEnd ?? end, end) }
    }

    /// Whether a card of a front has ended since this was asked last; fronts that are pressed after it note the next.
    func takeEnd(at now: Timestamp) -> Bool {
        values.withLock { values in
            guard let end = values.nextEnd, end <= now else { return false }
            values.nextEnd = nil
            return true
        }
    }

    /// The page of a status, pressed once for each masthead.
    func notice(_ status: PressedPage.Status, press: (Newspaper) -> PressedPart) -> PressedPart {
        let (kept, newspaper) = values.withLock { ($0.notices[status], $0.newspaper) }
        if let kept { return kept }
        let part = press(newspaper)
        // Not where the masthead has changed meanwhile: this one still shows the former.
        values.withLock { if $0.newspaper.masthead.hasSections(of: newspaper.masthead) { $0.notices[status] = part } }
        return part
    }
}
