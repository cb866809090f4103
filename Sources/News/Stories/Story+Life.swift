extension Story {
    /// Who put a story into its state: what the desk decided, no wire undoes.
    public enum Decider: String, Hashable, Sendable, CaseIterable {
        case desk, wire
    }

    /// What is known of a story beside its texts: a plain value, as it is stored.
    public struct Life: Hashable, Sendable {
        public var state: PublicState
        public var decidedBy: Decider
        /// The version of the story in which the published text was written; 0 where there is none.
        public var publishedVersion: Int
        /// Counts the saves of working copies, automatic ones too, so that each save can say which one it was made from.
        ///
        /// Where nothing but the published text is there to be opened, it counts each new body of that.
        public var workingSaves: Int
        /// First publication: the time of the dateline.
        public var firstPublished: Timestamp
        /// The present text's time; later than `firstPublished` where the story was updated.
        public var updated: Timestamp
        /// The wire's copy that was last taken; nil for a story that came by no wire.
        public var wire: WireStamp?
        /// When the copy was first written, where the wire said so.
        public var contentCreated: Timestamp?
        /// Before this time the story appears nowhere.
        public var embargoedUntil: Timestamp?
        /// Whether it was the desk that said so, or that lifted what a sender had asked for.
        public var isEmbargoDesks: Bool
        public var withdrawal: Withdrawal?
        /// Who paid for it, and what it is called because of that; nil for news.
        public var paid: PaidContent?
        /// What readers were told of its mistakes, in order.
        public var corrections: [Correction]
        /// When it was given to readers unverified, in order; only the last may be open.
        public var reports: [UnverifiedReport]
        /// Paths under which the story stood before, on this site or another.
        public var formerPaths: [String]
        /// Its place in the order of the archive, which the store gives; nil while no reader may see it.
        public var position: ListPosition?
        /// When readers could first see it; nil for a story that was never public.
        ///
        /// A fact that is noted when it happens: dates say when a story was to be public, not that it was.
        public var firstPublic: Timestamp?
        /// Whether readers could see the published text as it is now: false also for one that came while the story was
        /// hidden.
        public var textWasPublic: Bool

        public init(state: PublicState, decidedBy: Decider, firstPublished: Timestamp) {
            self.state = state
            self.decidedBy = decidedBy
            self.firstPublished = firstPublished
            publishedVersion = 0
            workingSaves = 0
            updated = firstPublished
            formerPaths = []
            corrections = []
            reports = []
            textWasPublic = false
            isEmbargoDesks = false
        }
    }
}

extension Story.Life {
    /// When readers may first see it: not before its date, and not before its embargo ends.
    public var publicSince: Timestamp {
        max(firstPublished, embargoedUntil ?? firstPublished)
    }

    /// The last change that readers can know of: of the text, or that it became public.
    public var changed: Timestamp { max(updated, publicSince) }

    /// Whether its page says that it was taken back.
    public var leavesNotice: Bool { withdrawal != nil && textWasPublic }

    /// Whether the text changed after publication by enough to say so: a minute, as times are printed.
    public var wasUpdated: Bool { updated >= publicSince.adding(seconds: 60) }
}
