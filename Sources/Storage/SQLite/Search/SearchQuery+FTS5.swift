/// The query in FTS5's syntax; each phrase is quoted.
extension SearchQuery {
    /// All phrases, anywhere.
    var expression: String {
        phrases.map(Self.written).joined(separator: " AND ")
    }

    /// All phrases in the headline.
    var headlineExpression: String { Self.inHeadline + "(" + expression + ")" }

    /// For each of the first phrases: all phrases anywhere, and this one in the headline.
    func expressionsByHeadlineWord(first count: Int) -> [String] {
        phrases.prefix(count).map { expression + " AND " + Self.inHeadline + Self.written($0) }
    }

    private static let inHeadline = "headline : "

    private static func written(_ readings: [[String]]) -> String {
        "(" + readings.map { "\"" + $0.joined(separator: " ") + "\"" }.joined(separator: " OR ") + ")"
    }
}
