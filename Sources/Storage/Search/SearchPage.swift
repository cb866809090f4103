public import News

/// A stretch of text that is marked as found, or is not.
public struct TextRun: Hashable, Sendable {
    /// Plain text, not escaped.
    public let text: String
    public let marked: Bool

    public init(_ text: String, marked: Bool = false) {
        self.text = text
        self.marked = marked
    }
}

/// A story that was found.
public struct SearchHit: Hashable, Sendable {
    public let row: StoryRow
    /// The headline, its found words marked.
    public let headline: [TextRun]
    /// About 200 characters of the text where most was found.
    public let excerpt: [TextRun]

    public init(row: StoryRow, headline: [TextRun], excerpt: [TextRun]) {
        self.row = row
        self.headline = headline
        self.excerpt = excerpt
    }
}

/// A page of what was found.
public struct SearchPage: Hashable, Sendable {
    public let rows: [SearchHit]
    /// Whether something comes before the first row in the order asked for, reached with `.after` its position.
    public let hasPrevious: Bool
    /// Whether something comes behind the last row, reached with `.before` its position.
    public let hasNext: Bool
    /// Whether the whole archive was asked; not where words that are everywhere hardly ever stand as they were asked
    /// for, and the search was ended.
    public let isWhole: Bool

    public init(rows: [SearchHit], hasPrevious: Bool, hasNext: Bool, isWhole: Bool = true) {
        self.rows = rows
        self.hasPrevious = hasPrevious
        self.hasNext = hasNext
        self.isWhole = isWhole
    }
}
