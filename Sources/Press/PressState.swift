import News
import Synchronization

/// One newspaper as it stands now: what changes as a whole is swapped in at once, so that no page mixes two states.
final class PressState: Sendable {
    private struct Values {
        var newspaper: Newspaper
        var rankings = Rankings.none
        var ending: SharedEnding?
        /// Which reading of the store the ending was made from: of two that overlap, the later counts.
        var reading = 0
        /// Pages that say that there is no other, pressed when first needed: whoever guesses addresses gets these.
        var notices: [PressedPage.Status: PressedPart] = [:]
        /// The journal up to here is on every page.
        var sequence: Int64 = 0
    }

    private let values: Mutex<Values>
    private let endings = Atomic<Int>(0)

    init(_ newspaper: Newspaper) {
        values = Mutex(Values(newspaper: newspaper))
    }

    var newspaper: Newspaper { values.withLock { $0.newspaper } }

    var rankings: Rankings {
        get { values.withLock { $0.rankings } }
        set { values.withLock { $0.rankings = newValue } }
    }

    /// The last line of the journal whose change is on every page.
    var sequence: Int64 {
        get { values.withLock { $0.sequence } }
        set { values.withLock { $0.sequence = newValue } }
    }

    /// What all pages end with now; nil before the press is open.
    var ending: SharedEnding? { values.withLock { $0.ending } }

    /// Moves after each change of the ending, so that whoever remembers one need not ask for it again before.
    var endingNumber: Int { endings.load(ordering: .acquiring) }
}

extension PressState {
    /// What a new ending changed for readers.
    struct Change {
        var ofMasthead = false
        var ofUpdates = false
    }

    /// Swaps in an ending and the masthead that it shows, unless a later reading of the store has brought one.
    /// - Parameter reading: Counts the readings of the store.
    func swapIn(_ ending: SharedEnding, _ masthead: Masthead, reading: Int) -> Change {
        let change = values.withLock { values in
            guard values.reading < reading else { return Change() }
            let change = Change(
                ofMasthead: values.newspaper.masthead != masthead,
                ofUpdates: values.ending?.updates.id != ending.updates.id
            )
            values.reading = reading
            values.newspaper = values.newspaper.with(masthead)
            values.ending = ending
            if change.ofMasthead { values.notices = [:] }
            return change
        }
        endings.wrappingAdd(1, ordering: .releasing)
        return change
    }

    /// The page of a status, pressed once for each masthead.
    func notice(_ status: PressedPage.Status, press: (Newspaper) -> PressedPart) -> PressedPart {
        let (kept, newspaper) = values.withLock { ($0.notices[status], $0.newspaper) }
        if let kept { return kept }
        let part = press(newspaper)
        // Not where the masthead has changed meanwhile: this one still shows the former.
        values.withLock { if $0.newspaper.masthead == newspaper.masthead { $0.notices[status] = part } }
        return part
    }

    /// A part with the ending as it is now, ready to be sent.
    func compose(_ part: PressedPart) -> PressedPage {
        PressedPage(part, ending: part.hasSharedEnding ? ending : nil)
    }
}
