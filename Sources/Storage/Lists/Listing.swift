public import News

/// A list of public stories, newest first.
public enum Listing: Hashable, Sendable {
    /// Everything.
    case site
    case section(Slug)
    case tag(Slug)
    /// Stories that name this person in a byline, in any role.
    case author(Slug)
}
