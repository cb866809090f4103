public import News

/// What became of one item of wire copy.
public enum WireOutcome: Hashable, Sendable {
    /// It is a story of ours now; where it waits for a later date, that is when.
    case imported(StoryNumber, waitsUntil: Timestamp? = nil)
    /// A newer text, a kill, a hold, or a picture that was missing, went into the story; where it waits for a later
    /// date, that is when.
    case updated(StoryNumber, waitsUntil: Timestamp? = nil)
    /// We have this version already.
    case unchanged(StoryNumber)
    /// We have a newer version, or the desk keeps the story back.
    case skipped(StoryNumber)
    /// A kill or a hold of an item that has not come, which will not be published when it comes; or a section that was
    /// restored.
    case remembered
    /// It cannot be taken; says why, as the end of a sentence that begins with the item: "has no headline".
    case refused(String)
}
