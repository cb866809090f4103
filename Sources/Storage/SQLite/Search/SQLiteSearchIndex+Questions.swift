internal import News

/// Queries of the index.
///
/// FTS5 goes through the stories that contain a word, newest or oldest first, until it has enough results. Words that
/// often occur together are found at once, but for words that never do it goes through all stories. So each query has
/// an allowance.
extension SQLiteSearchIndex {
    /// The allowance of one search on the present index.
    private func allowance() throws -> WorkAllowance {
        WorkAllowance(parts: Int(try sql.row(Self.partsQuery)?.required(0) ?? 0))
    }

    func find(_ query: SearchQuery, before: ListPosition?, limit: Int) throws -> SearchResult {
        try find(query, before: before, limit: limit, within: allowance())
    }

    func find(_ query: SearchQuery, after: ListPosition, limit: Int) throws -> SearchResult {
        let allowance = try allowance()
        allowance.addWords(query.wordCount)
        let values: [SQLValue] = [SQLValue(after), .integer(Int64(limit))]
        var result = try ask(Self.nextQuery, query.expression, values, within: allowance)
        result.positions.reverse()
        return result
    }

    /// Ranks without FTS5's own `bm25`, which asks how often each word occurs in the whole archive, and so reads all of
    /// it.
    func best(of query: SearchQuery) throws -> SearchResult {
        let allowance = try allowance()
        let newest = try find(query, before: nil, limit: BestOrder.mostOthers, within: allowance)
        guard !newest.positions.isEmpty else { return newest }
        allowance.addWords(query.wordCount)
        let values: [SQLValue] = [.integer(.max), .integer(Int64(BestOrder.mostHeadlines))]
        let first = try ask(Self.newestQuery, query.headlineExpression, values, within: allowance)
        let known = Set(first.positions)
        let others = try byHeadline(newest.positions.filter { !known.contains($0) }, query, within: allowance)
        return SearchResult(positions: first.positions + others, isWhole: newest.isWhole && first.isWhole)
    }

    /// The newest results below a position, within what is left of an allowance.
    func find(
        _ query: SearchQuery,
        before: ListPosition?,
        limit: Int,
        within allowance: WorkAllowance
    ) throws -> SearchResult {
        allowance.addWords(query.wordCount)
        let values: [SQLValue] = [.integer(before?.rawValue ?? .max), .integer(Int64(limit))]
        return try ask(Self.newestQuery, query.expression, values, within: allowance)
    }

    /// The same positions, those with the most of the words in the headline first.
    private func byHeadline(
        _ others: [ListPosition],
        _ query: SearchQuery,
        within allowance: WorkAllowance
    ) throws -> [ListPosition] {
        let ordered = others.prefix(BestOrder.mostOrdered)
        guard query.phrases.count > 1, let newest = ordered.first, let oldest = ordered.last else { return others }
        var words: [ListPosition: Int] = [:]
        for expression in query.expressionsByHeadlineWord(first: BestOrder.orderingWords) {
            allowance.addWords(query.wordCount)
            let range = [SQLValue(oldest), SQLValue(newest)]
            for position in try ask(Self.rangeQuery, expression, range, within: allowance).positions {
                words[position, default: 0] += 1
            }
        }
        let order = ordered.sorted { (words[$0] ?? 0, $0.rawValue) > (words[$1] ?? 0, $1.rawValue) }
        return order + others.dropFirst(ordered.count)
    }

    private func ask(
        _ question: String,
        _ expression: String,
        _ values: [SQLValue],
        within allowance: WorkAllowance
    ) throws -> SearchResult {
        guard !allowance.isSpent else { return SearchResult(positions: [], isWhole: false) }
        let expression = try restricted(expression, within: allowance)
        let answer = try sql.rows(question, [.text(expression)] + values, within: allowance)
        return SearchResult(
            positions: try answer.rows.map { ListPosition(rawValue: try $0.required(0)) },
            isWhole: answer.areAll
        )
    }

    /// Adds the newspaper's own term to a query if the house has several newspapers; most have one and save the cost.
    private func restricted(_ expression: String, within allowance: WorkAllowance) throws -> String {
        guard try sql.row("SELECT 1 FROM site WHERE number <> $1 LIMIT 1", [SQLValue(site)]) != nil else {
            return expression
        }
        allowance.addWords(1)
        return "(\(expression)) AND \"\(siteTerm)\""
    }

    /// Counts the segments of the index, going from each one's first page to the next one's.
    static let partsQuery = """
        WITH RECURSIVE part (id) AS (
            SELECT min(segid) FROM story_search_idx UNION ALL
            SELECT (SELECT min(segid) FROM story_search_idx WHERE segid > part.id) FROM part WHERE part.id IS NOT NULL
        ) SELECT count(id) FROM part
        """

    private static let newestQuery = """
        SELECT rowid FROM story_search WHERE story_search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3
        """

    private static let nextQuery = """
        SELECT rowid FROM story_search WHERE story_search MATCH $1 AND rowid > $2 ORDER BY rowid LIMIT $3
        """

    private static let rangeQuery = """
        SELECT rowid FROM story_search WHERE story_search MATCH $1 AND rowid >= $2 AND rowid <= $3 ORDER BY rowid DESC
        """
}
