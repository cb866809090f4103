/// What the desk is writing: a text beside the published one, which no reader sees until somebody publishes it.
public struct WorkingCopy: Hashable, Sendable {
    /// By what a save says which text it was made from.
    public struct Base: Hashable, Sendable {
        /// The save of a working copy that was open (`Story.Life.workingSaves`).
        public let save: Int
        /// The version of the published text that was taken into account (`Story.Life.publishedVersion`); 0 where there
        /// was none.
        public let published: Int

        public init(save: Int, published: Int) {
            self.save = save
            self.published = published
        }
    }

    public internal(set) var copy: Copy
    public internal(set) var stage: Stage
    public internal(set) var base: Base
    /// Who saved it last.
    public internal(set) var writer: Actor
    public internal(set) var savedAt: Timestamp

    /// A working copy as it is stored, or one that was opened and is not stored yet.
    public init(_ copy: Copy, stage: Stage = .draft, base: Base, writer: Actor, savedAt: Timestamp) {
        self.copy = copy
        self.stage = stage
        self.base = base
        self.writer = writer
        self.savedAt = savedAt
    }

    /// Whether a person wrote in it: no wire takes that away.
    public var isDesks: Bool { writer.decider == .desk }
}
