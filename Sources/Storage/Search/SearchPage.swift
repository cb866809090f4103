public import News

/// A run of text that is marked as found, or is not.
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
    /// The headline, with the words found marked.
    public let headline: [TextRun]
    /// About 200 characters of the text, where most words were found.
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
    /// Whether there is a page before this one, reached with `.after` the first row's position.
    public let hasPrevious: Bool
    /// Whether there is a page after this one, reached with `.before` the last row's position.
    public let hasNext: Bool
    /// False if the search ran out of its work allowance, so that older stories may be missing.
    public let isWhole: Bool

    public init(rows: [SearchHit], hasPrevious: Bool, hasNext: Bool, isWhole: Bool = true) {
        self.rows = rows
        self.hasPrevious = hasPrevious
        self.hasNext = hasNext
        self.isWhole = isWhole
    }
}
