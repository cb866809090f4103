public import News

extension ReadTransaction {
    /// What the checks before publication must be told of a story.
    /// - Parameters:
    ///   - story: The story.
    ///   - hosts: Under which readers reach the newspaper, beside those that the store knows.
    public func checkFacts(of story: Story, on hosts: [String] = []) throws -> CheckFacts {
        let copy = story.openCopy
        let known = try sql.rows("SELECT host FROM site_host WHERE site = $1", [SQLValue(siteNumber)])
            .map { try $0.string(0) }
        let linked = copy.body.linkedStories(on: Set(known + hosts))
        return CheckFacts(
            hiddenLinks: try (linked + copy.related.filter { !linked.contains($0) })
                .filter { try $0 != story.number && !isListed($0) },
            unknownNames: try unknownNames(copy.bylines.map(\.person.name)),
            commissionedWords: try task(of: story.number).words,
            // The desk began it under the newspaper's word for a reply.
            replyGenre: try storyAnswered(by: story.number).flatMap { _ in
                try revision(of: story.number, version: 1)?.copy.genre
            }
        )
    }

    /// Whether readers can open a story now.
    public func isListed(_ number: StoryNumber) throws -> Bool {
        try sql.row(Self.listedQuery, [SQLValue(siteNumber), SQLValue(number)]) != nil
    }

    private func unknownNames(_ names: [String]) throws -> [String] {
        let missing = try names.filter { name in
            try sql.row(Self.creditedQuery, [SQLValue(siteNumber), .text(name.nameKey)]) == nil
        }
        if missing.isEmpty { return [] }
        let members = Set(try sql.rows("SELECT name FROM member").map { try $0.string(0).nameKey })
        return missing.filter { !members.contains($0.nameKey) }
    }

    static let listedQuery = "SELECT 1 FROM story WHERE site = $1 AND number = $2 AND position IS NOT NULL"

    static let creditedQuery = """
        SELECT 1 FROM person WHERE site = $1 AND key = $2
        AND EXISTS (SELECT 1 FROM story_byline WHERE person = person.id AND position IS NOT NULL)
        """
}
