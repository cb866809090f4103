import News

/// What all pages end with shows: the two rails and the footer.
struct RailsPage: Sendable {
    let popular: [StoryRow]
    let latest: [StoryRow]

    /// Seven, as on the page that this newspaper began with.
    static let popularRows = 7
    /// Those that are looked at for them: some may have been withdrawn since they were ranked, and what somebody paid for is
    /// not popular.
    static let rankedRows = popularRows * 2
    static let latestRows = 10
}
