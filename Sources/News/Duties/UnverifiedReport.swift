/// That readers were given a story before it was verified, and what became of it.
///
/// Pedoman Pemberitaan Media Siber (Dewan Pers, 2012), 2(c): only on its conditions, and told at the story's end; 2(d): the
/// newsroom goes on verifying, and what that gave is told with a link to the story.
public struct UnverifiedReport: Hashable, Sendable {
    /// Where it stands: a list and a page know it by this.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It still has to be verified.
        case open
        /// It was verified.
        case verified
    }

    /// On which a story may be published unverified, all of them together: a closed list, for which the strings have the
    /// words.
    public enum Condition: String, Hashable, Sendable, CaseIterable {
        /// The public has to know it now.
        case urgent
        /// Its first source is named, credible and competent.
        case namedSource = "named_source"
        /// Whoever would have to confirm it is not to be found, or cannot be interviewed.
        case unreachable
    }

    /// What verified it.
    public struct Verification: Hashable, Sendable {
        public let at: Timestamp
        /// Who says so; for the desk only.
        public var actor: Actor
        /// The story that tells it; nil where it is the later text of the same.
        public let story: StoryNumber?

        /// A verification as it is stored.
        public init(at: Timestamp, actor: Actor, story: StoryNumber?) {
            self.at = at
            self.actor = actor
            self.story = story
        }
    }

    /// Counts those of its story, from 1.
    public let number: Int
    /// What is not verified and why not, on one line; printed.
    public let words: String
    /// The version of the story whose text was not verified (`Story.Life.publishedVersion`).
    public let version: Int
    /// When readers were told.
    public let at: Timestamp
    /// Who told them; for the desk only.
    public var actor: Actor
    /// Nil while it is open.
    public var verification: Verification?

    /// A report as it is stored, or begins.
    public init(
        number: Int,
        words: String,
        version: Int,
        at: Timestamp,
        actor: Actor,
        verification: Verification? = nil
    ) {
        self.number = number
        self.words = words
        self.version = version
        self.at = at
        self.actor = actor
        self.verification = verification
    }

    public var state: State { verification == nil ? .open : .verified }

    /// Whether it has been open for longer than the newsroom should need: the guideline asks for the shortest time, which
    /// we take to be a day.
    public func isLate(at now: Timestamp) -> Bool { state == .open && now >= at.adding(seconds: Self.patience) }

    /// Seconds.
    static let patience: Int64 = 86_400
    /// Characters that its words may have.
    public static let longest = 1_000
    /// Reports that a story may have.
    public static let most = 20
}

extension UnverifiedReport {
    /// A report as somebody files it, before the story has it.
    public struct Draft: Hashable, Sendable {
        /// What is not verified and why not.
        public var words: String
        /// Those that somebody says are met.
        public var conditions: Set<Condition>

        public init(words: String, conditions: Set<Condition>) {
            self.words = words
            self.conditions = conditions
        }
    }
}

/// What the newsroom's list shows of a report that is open.
public struct OpenReport: Hashable, Sendable {
    public let report: UnverifiedReport
    public let story: StoryNumber
    public let headline: String
    public let section: Section

    /// A row of the list, as it is read.
    public init(report: UnverifiedReport, story: StoryNumber, headline: String, section: Section) {
        self.report = report
        self.story = story
        self.headline = headline
        self.section = section
    }
}
