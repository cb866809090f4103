public import News

extension ReadTransaction {
    /// The picture whose original has that SHA-256, in lower-case hexadecimal.
    public func picture(digest: String) throws -> Picture? {
        try sql.row("SELECT \(Picture.columns) FROM picture WHERE digest = $1", [.text(digest)])
            .flatMap { try Picture($0, from: 0) }
    }

    /// A public story of the newspaper that shows the picture; nil if none does or the picture is unknown.
    ///
    /// - Parameter digest: SHA-256 of the original in lower-case hexadecimal.
    public func publicStory(showing digest: String) throws -> StoryNumber? {
        try sql.row(Self.showingQuery, [.text(digest), SQLValue(siteNumber)])?.number(0)
    }

    private static let showingQuery = """
        SELECT story.number FROM story_picture JOIN story ON story.number = story_picture.story
        WHERE story_picture.digest = $1 AND story.site = $2 AND story.position IS NOT NULL LIMIT 1
        """
}
