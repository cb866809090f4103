import News

/// What all pages end with shows: the two rails, the footer, and the line of breaking news while there is one.
struct RailsPage: Sendable {
    let popular: [StoryRow]
    let latest: [StoryRow]
    /// The line, if the story that it leads to is with readers; shown until its end.
    var banner: Line?

    /// The line of breaking news.
    struct Line: Sendable {
        let words: String
        /// The story that it leads to.
        let address: Address?
        let end: Timestamp
    }

    /// Seven, as on the page that this newspaper began with.
    static let popularRows = 7
    /// Those that are looked at for them: some may have been withdrawn since they were ranked, and what somebody paid for is
    /// not popular.
    static let rankedRows = popularRows * 2
    static let latestRows = 10
}
