import News

/// What changed in a story since it was published, word by word, and what readers were told of it.
struct ChangesPage: Sendable {
    /// As it is now.
    let story: PublishedStory
    /// The text that it is compared with: the first that readers saw, or that of the last correction that hides what was
    /// before it.
    let former: Former

    struct Former: Sendable {
        let copy: Copy
        let at: Timestamp
    }

    var depends: Set<Dependency> { [.topic(.story(story.number)), .masthead] }
}
