/// Where a story stands before readers.
///
/// Where its working copy stands on the desk is another matter (``Stage``).
public enum PublicState: String, Hashable, Sendable, CaseIterable {
    /// Nothing of it was passed for readers.
    case never
    /// Passed, and waits for its time.
    case scheduled
    /// Readers see it.
    case live
    /// It left the readers' sight without having been withdrawn, as when a wire now withholds it.
    case held
    /// It was taken back; where readers had seen it, its page says when and why.
    case withdrawn

    /// Whether readers see it, or will at its time without anybody's doing.
    public var isPassed: Bool { self == .live || self == .scheduled }
}
