internal import News

/// The full-text index of public stories, by their positions.
struct PostgreSQLSearchIndex: SearchIndex {
    let sql: PostgreSQLConnection
    /// The newspaper whose stories are found.
    let site: SiteNumber

    private var table: PostgreSQLWordTable {
        .stories(sql, of: site)
    }

    /// Its rows are gathered by the connection, together with those of the stories.
    var changesAtOnce: Int { 1 }

    func add(_ words: IndexedWords, at position: ListPosition) throws {
        try table.keep(words, at: position.rawValue)
    }

    func remove(_ words: IndexedWords, at position: ListPosition) throws {
        try table.drop(position.rawValue)
    }

    func find(_ query: SearchQuery, before: ListPosition?, limit: Int) throws -> SearchResult {
        SearchResult(try table.find(query, from: .below(before?.rawValue ?? .max), limit: limit))
    }

    func find(_ query: SearchQuery, after: ListPosition, limit: Int) throws -> SearchResult {
        var result = SearchResult(try table.find(query, from: .above(after.rawValue), limit: limit))
        result.positions.reverse()
        return result
    }

    func best(of query: SearchQuery) throws -> SearchResult {
        let newest = try find(query, before: nil, limit: BestOrder.mostOthers)
        guard !newest.positions.isEmpty else { return newest }
        let first = SearchResult(
            try table.find(query, .headline, from: .below(.max), limit: BestOrder.mostHeadlines)
        )
        let known = Set(first.positions)
        let others = try byHeadline(newest.positions.filter { !known.contains($0) }, query)
        return SearchResult(positions: first.positions + others, isWhole: newest.isWhole && first.isWhole)
    }

    /// The same positions, those with the most of the words in the headline first.
    private func byHeadline(_ others: [ListPosition], _ query: SearchQuery) throws -> [ListPosition] {
        let ordered = others.prefix(BestOrder.mostOrdered)
        guard query.phrases.count > 1, !ordered.isEmpty else { return others }
        let list = SQLValue.text(ordered.map { String($0.rawValue) }.joined(separator: " "))
        var words: [ListPosition: Int] = [:]
        try sql.forEachRow(Self.headlinesQuery, [list]) { row in
            let headline = try row.string(1)
            words[ListPosition(rawValue: try row.required(0))] =
                query.phrases.prefix(BestOrder.orderingWords).count { PostgreSQLWords.has($0, in: headline) }
        }
        let order = ordered.sorted { (words[$0] ?? 0, $0.rawValue) > (words[$1] ?? 0, $1.rawValue) }
        return order + others.dropFirst(ordered.count)
    }

    func contains(_ position: ListPosition) throws -> Bool {
        try sql.row("SELECT 1 FROM story_search WHERE position = $1", [SQLValue(position)]) != nil
    }

    func count() throws -> Int64 {
        try sql.row("SELECT count(*) FROM story_search")?.required(0) ?? 0
    }

    private static let headlinesQuery = """
        SELECT position, headline FROM story_search WHERE position = ANY (CAST(string_to_array($1, ' ') AS bigint[]))
        """
}

extension SearchResult {
    fileprivate init(_ found: (keys: [Int64], areAll: Bool)) {
        self.init(positions: found.keys.map { ListPosition(rawValue: $0) }, isWhole: found.areAll)
    }
}
