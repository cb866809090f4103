/// What is kept of a story from before a past instant: of it is decided what readers had then.
///
/// A plain value, which the store fills with a few rows; the rule reads no clock and no database.
public struct PastStory: Hashable, Sendable {
    /// A line of the journal by which readers got the story or lost it.
    public struct Turn: Hashable, Sendable {
        public let act: JournalEntry.Act
        public let at: Timestamp

        /// A line as it is kept.
        public init(_ act: JournalEntry.Act, at: Timestamp) {
            self.act = act
            self.at = at
        }
    }

    /// The life of the version that was the newest one at the instant, as that version keeps it: as it was when it was
    /// saved, or when the next one was.
    public let life: Story.Life
    /// The last of ``turns`` at the instant or before; nil where there was none.
    public let turn: Turn?
    /// All that readers were told of its mistakes until today.
    public let corrections: [Correction]
    /// All that readers were told of its being unverified until today.
    public let reports: [UnverifiedReport]

    /// - Parameters:
    ///   - life: Of the version that was the newest one then.
    ///   - turn: The last of ``turns`` until then.
    ///   - corrections: Those of later as well.
    ///   - reports: Those of later as well.
    public init(life: Story.Life, turn: Turn?, corrections: [Correction], reports: [UnverifiedReport]) {
        self.life = life
        self.turn = turn
        self.corrections = corrections
        self.reports = reports
    }

    /// The acts after which readers have a story, or no longer have it.
    public static let turns: [JournalEntry.Act] = [.published, .broughtBack, .withdrawn, .held]
}

extension PastStory {
    /// The story's life as readers were to know it at an instant; nil where they could see neither it nor a notice.
    ///
    /// A version does not say when the clock released it, which makes no version. So of one that was passed for readers,
    /// the journal decides whether they had it: its last turn gave it to them, and its time had come.
    /// - Parameter instant: That of which the value was read.
    public func life(at instant: Timestamp) -> Story.Life? {
        guard life.publishedVersion > 0 else { return nil }
        var then = life
        switch life.state {
        case .never, .held: return nil
        case .withdrawn:
            guard life.leavesNotice else { return nil }
        case .live, .scheduled:
            guard let turn, turn.act == .published || turn.act == .broughtBack, life.publicSince <= instant else {
                return nil
            }
            then.state = .live
            then.textWasPublic = true
            then.firstPublic = life.firstPublic ?? turn.at
            then.position = life.position ?? ListPosition(life.publicSince)
        }
        then.corrections = corrections.filter { $0.at <= instant }
        then.reports = reports.filter { $0.at <= instant }.map { report in
            var report = report
            if let verification = report.verification, verification.at > instant { report.verification = nil }
            return report
        }
        return then
    }
}

/// Why nobody can be shown what readers had of a story at an instant.
public enum PastGap: Hashable, Sendable {
    /// The story came into this store later, so that nothing of before is known here: of an archive that was imported, or
    /// a copy that was brought back.
    case before(arrival: Timestamp)
    /// The text was not kept, as programs of long ago kept none of a wire's beside the desk's.
    case textNotKept
    /// A correction hides what was before it; the number is the correction's.
    case hidden(by: Int)
}
