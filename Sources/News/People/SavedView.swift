/// A cut of the newsroom's list that a member keeps under a name.
public struct SavedView: Hashable, Sendable {
    public let name: String
    /// What is asked of the list, as its address says it after the question mark.
    public let query: String

    /// - Throws: `invalid` where a reader would see nothing of the name, or one of the two is too long.
    public init(name: String, query: String) throws(NewsError) {
        guard let line = name.line(upTo: Self.longestName) else {
            throw NewsError(.invalid, "A view's name has 1 to \(Self.longestName) characters.")
        }
        guard query.utf8.count <= Self.longestQuery else {
            throw NewsError(.invalid, "What this view asks of the list is too long to be kept; ask for less.")
        }
        self.name = line
        self.query = query
    }

    /// A view as it is stored.
    public init(stored name: String, query: String) {
        (self.name, self.query) = (name, query)
    }

    /// The longest name, in characters.
    public static let longestName = 40
    /// The longest query, in bytes.
    public static let longestQuery = 2_000
    /// Views that a member has at one newspaper.
    public static let most = 20
}
