internal import News

/// The newsroom's full-text index, by stories' numbers.
struct PostgreSQLDeskIndex: DeskIndex {
    let sql: PostgreSQLConnection
    /// The newspaper whose stories are found.
    let site: SiteNumber

    private var table: PostgreSQLWordTable {
        .desk(sql, of: site)
    }

    func keep(_ words: IndexedWords, of story: StoryNumber) throws {
        try drop(story)
        try table.keep(words, at: story.rawValue)
    }

    func drop(_ story: StoryNumber) throws {
        try table.drop(story.rawValue)
    }

    func find(_ query: SearchQuery, limit: Int) throws -> (stories: [StoryNumber], areAll: Bool) {
        let (numbers, areAll) = try table.find(query, from: .below(.max), limit: limit)
        return (numbers.map { StoryNumber(rawValue: $0) }, areAll && numbers.count < limit)
    }

    func has(_ query: SearchQuery, _ story: StoryNumber) throws -> Bool {
        try table.find(query, from: .below(story.rawValue + 1), limit: 1).keys == [story.rawValue]
    }
}
