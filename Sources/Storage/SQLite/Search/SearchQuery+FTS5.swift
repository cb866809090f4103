/// The query in the language of FTS5; each phrase is quoted.
extension SearchQuery {
    /// All of it, anywhere.
    var expression: String {
        phrases.map(Self.written).joined(separator: " AND ")
    }

    /// All of it in the headline.
    var headlineExpression: String { Self.inHeadline + "(" + expression + ")" }

    /// For each of the first phrases, all of it anywhere and that phrase in the headline.
    func expressionsByHeadlineWord(first count: Int) -> [String] {
        phrases.prefix(count).map { expression + " AND " + Self.inHeadline + Self.written($0) }
    }

    private static let inHeadline = "headline : "

    private static func written(_ readings: [[String]]) -> String {
        "(" + readings.map { "\"" + $0.joined(separator: " ") + "\"" }.joined(separator: " OR ") + ")"
    }
}
