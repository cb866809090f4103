import News

/// What all pages end with shows: the two rails and the footer.
struct RailsPage: Sendable {
    let popular: [StoryRow]
    let latest: [StoryRow]

    /// Seven, as on the page that this newspaper began with.
    static let popularRows = 7
    static let latestRows = 10
}
