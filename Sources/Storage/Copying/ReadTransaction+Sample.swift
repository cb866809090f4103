public import News

extension ReadTransaction {
    /// Some public stories of the house, at random; all of them where there are few.
    public func somePublicStories(_ most: Int) throws -> [(site: SiteNumber, number: StoryNumber)] {
        let last = try sql.row("SELECT max(number) FROM story")?.integer(0) ?? 0
        guard last > Int64(most) * 20 else {
            return Array(try publicStories(from: 1, limit: most * 20).shuffled().prefix(most))
        }
        var found: [StoryNumber: SiteNumber] = [:]
        for _ in 0..<most {
            for story in try publicStories(from: .random(in: 1...last), limit: 1) { found[story.number] = story.site }
        }
        return found.map { (site: $0.value, number: $0.key) }.sorted { $0.number.rawValue < $1.number.rawValue }
    }

    private func publicStories(from number: Int64, limit: Int) throws -> [(site: SiteNumber, number: StoryNumber)] {
        let query = """
            SELECT site, number FROM story WHERE number >= $1 AND position IS NOT NULL ORDER BY number LIMIT $2
            """
        return try sql.rows(query, [.integer(number), .integer(Int64(limit))]).map { row in
            (site: SiteNumber(rawValue: try row.required(0)), number: try row.number(1))
        }
    }

    /// The digests of all pictures that stories were given, sorted.
    public func pictureDigests() throws -> [String] {
        try sql.rows("SELECT digest FROM picture ORDER BY digest").map { try $0.string(0) }
    }

    /// The same state as another newspaper of the house has it.
    public func newspaper(_ site: SiteNumber) -> ReadTransaction { ReadTransaction(sql, of: site) }
}
