public import News

/// What became of one item of wire copy.
public enum Taking: Hashable, Sendable {
    /// It is a story of ours now.
    case imported(StoryNumber)
    /// A newer text, or a picture that was missing, went into the story.
    case updated(StoryNumber)
    /// We have this version already.
    case unchanged(StoryNumber)
    /// We have a newer version.
    case skipped(StoryNumber)
    /// It cannot be taken; the sentence says why.
    case refused(String)
}
