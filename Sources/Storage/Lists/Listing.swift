public import News

/// A list of public stories, newest first.
public enum Listing: Hashable, Sendable {
    /// Everything.
    case site
    case section(Slug)
    case tag(Slug)
    /// What a person is named above, in whatever role.
    case author(Slug)
}
