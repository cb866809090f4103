/// Copy with its life: numbered, dated, in a state.
public struct Story: Hashable, Sendable {
    /// Where a story stands between the desk and the reader.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// On the desk; no reader sees it.
        case draft
        /// Passed for publication: readers see it from `publicSince` on.
        case published
        /// Was published and is so no longer; its page says when and why.
        case withdrawn
    }

    /// Who put a story into its state: what the desk decided, no wire undoes.
    public enum Decider: String, Hashable, Sendable, CaseIterable {
        case desk, wire
    }

    /// Why and when a story was taken back (*pencabutan*).
    public struct Withdrawal: Hashable, Sendable {
        public let at: Timestamp
        /// Printed on the page that remains; empty where a sender gave none, and the page says in its own language
        /// that the sender took it back.
        public let reason: String

        public init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    public private(set) var number: StoryNumber
    /// The wire's identity for it (ninjs `uri`); never changes.
    public let uri: String
    /// Counts the saves, from 1; a save carries the version it was made from.
    public var version: Int
    public var state: State
    public var decidedBy: Decider
    public var copy: Copy
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
    public var withdrawal: Withdrawal?
    /// Paths under which the story stood before, on this site or another.
    public var formerPaths: [String]
    /// Its place in the order of the archive; nil while no reader may see it.
    public var position: Position?
    /// When readers could first see it, as the journal has it; nil for a story that was never public.
    ///
    /// A fact that the store notes when it happens: dates say when a story was to be public, not that it was.
    public var firstPublic: Timestamp?
    /// Whether readers could see the text that it has now: false also for one that came while it was hidden.
    public var textWasPublic: Bool

    public init(number: StoryNumber, uri: String, copy: Copy, state: State, firstPublished: Timestamp) {
        self.number = number
        self.uri = uri
        self.copy = copy
        self.state = state
        self.firstPublished = firstPublished
        version = 1
        decidedBy = .desk
        textWasPublic = false
        updated = firstPublished
        formerPaths = []
    }
}

extension Story {
    /// When readers may first see it: not before its date, and not before its embargo ends.
    public var publicSince: Timestamp {
        max(firstPublished, embargoedUntil ?? firstPublished)
    }

    /// The last change that readers can know of: of the text, or that it became public.
    public var changed: Timestamp { max(updated, publicSince) }

    /// Whether a reader may see it at that time.
    public func isPublic(at now: Timestamp) -> Bool {
        state == .published && publicSince <= now
    }

    /// Whether readers are told that it was taken back: only what they have been able to see, in the words in which they
    /// saw it.
    public var leavesNotice: Bool { withdrawal != nil && textWasPublic }

    /// The story under another number, as the store gives it.
    public func numbered(_ number: StoryNumber) -> Story {
        var story = self
        story.number = number
        return story
    }

    /// The readable part of its address.
    public var slug: Slug { Slug(copy.headline, fallback: "artikel") }

    public var address: Address { .story(section: copy.section.slug, number, slug) }

    /// Whether the text changed after publication by enough to say so: a minute, as times are printed.
    public var wasUpdated: Bool { updated >= publicSince.adding(seconds: 60) }
}
