internal import News

/// A table of stories' words, asked for those that have all words of a query, from either end of its order.
struct PostgreSQLWordTable {
    let sql: PostgreSQLConnection
    let name: String
    /// The column by which it is ordered.
    let key: String
    let site: SiteNumber
    let rows: RowTable

    /// The readers' index, by the stories' positions.
    static func stories(_ sql: PostgreSQLConnection, of site: SiteNumber) -> Self {
        Self(sql: sql, name: "story_search", key: "position", site: site, rows: storyRows)
    }

    /// The newsroom's, by the stories' numbers.
    static func desk(_ sql: PostgreSQLConnection, of site: SiteNumber) -> Self {
        Self(sql: sql, name: "desk_search", key: "story", site: site, rows: deskRows)
    }

    private static let storyRows = RowTable(100, "story_search", ["position", "headline", "text", "words"])
    private static let deskRows = RowTable(101, "desk_search", ["story", "headline", "text", "words"])

    /// Rows nearest to the start that are gone along before the index is asked: what is common is among them.
    private static let nearest = 2_000
    /// Of those, how many have all words if these are common.
    private static let common = 20
    /// Rows that are gone along for common words: enough for so many results if one row in a hundred is one.
    static func mostWalked(for limit: Int) -> Int { max(10_000, 100 * limit) }
    /// Rows with all words of a phrase of rarer ones that are looked through.
    private static let mostLookedThrough = 2_000
    /// Milliseconds that each question of a search may take.
    private static let limit = 1_000

    /// From where the rows are counted.
    enum Start {
        case below(Int64)
        case above(Int64)

        /// How a key is compared, up to the number of the value.
        fileprivate var condition: (String, SQLValue) {
            switch self {
            case .below(let key): ("< $", .integer(key))
            case .above(let key): ("> $", .integer(key))
            }
        }

        fileprivate var order: String { if case .below = self { "DESC" } else { "" } }
    }

    func keep(_ words: IndexedWords, at key: Int64) throws {
        try sql.add(
            [
                .integer(key), .text(PostgreSQLWords.spaced(words.headline)), .text(PostgreSQLWords.spaced(words.text)),
                .text(PostgreSQLWords.array(words, of: site)),
            ],
            to: rows
        )
    }

    func drop(_ key: Int64) throws {
        try sql.execute("DELETE FROM \(name) WHERE \(self.key) = $1", [.integer(key)])
    }

    /// The rows nearest to the start that have all words of a query, in the order in which they come from there.
    /// - Returns: Also whether no row is missing but those beyond the limit.
    func find(
        _ query: SearchQuery,
        _ place: PostgreSQLWords.Place = .anywhere,
        from start: Start,
        limit: Int
    ) throws -> (keys: [Int64], areAll: Bool) {
        let words = PostgreSQLWords.words(query, place, and: [PostgreSQLWords.term(of: site)])
        let order = PostgreSQLWords.order(query, place)
        do {
            return try sql.apart(Self.settings) { try find(words, order, start, limit, $0) }
        } catch let error as PostgreSQLError where error.state == "57014" {
            return ([], false)
        }
    }

    /// What is set for a search: plans by what is asked for, since how often words occur differs by a factor of a million;
    /// and an end for whatever takes too long all the same.
    private static let settings = """
        SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off;
        SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL statement_timeout = \(limit)
        """

    private func find(
        _ words: SQLConditions,
        _ order: SQLConditions,
        _ start: Start,
        _ limit: Int,
        _ session: PostgreSQLSession
    ) throws -> (keys: [Int64], areAll: Bool) {
        func keys(_ rows: [SQLRow]) throws -> [Int64] {
            let holding = try order.isEmpty ? rows : rows.filter { try $0.required(1) == 1 }
            return try holding.prefix(limit).map { try $0.required(0) }
        }
        let near = try rows(nearQuery(words, order, start, Self.nearest, limit), session)
        let found = try keys(near)
        if found.count == limit { return (found, true) }
        if near.count >= Self.common {
            let most = Self.mostWalked(for: limit)
            let found = try keys(rows(nearQuery(words, order, start, most, limit), session))
            return (found, try found.count == limit || rows(endQuery(start, most), session).isEmpty)
        }
        if order.isEmpty { return (try keys(rows(indexQuery(words, start, limit), session)), true) }
        let candidates = try rows(phraseQuery(words, order, start), session)
        let all = try keys(candidates)
        return (all, candidates.count < Self.mostLookedThrough || all.count == limit)
    }

    private func rows(_ query: (String, [SQLValue]), _ session: PostgreSQLSession) throws -> [SQLRow] {
        let result = try session.run(query.0, query.1)
        return try (0..<result.count).map { try result.row($0) }
    }
}

extension PostgreSQLWordTable {
    /// Goes along the table's own order, through so many rows.
    ///
    /// If there are phrases, it gives all rows that have the words, and tells of each whether the order holds.
    private func nearQuery(
        _ words: SQLConditions,
        _ order: SQLConditions,
        _ start: Start,
        _ walked: Int,
        _ limit: Int
    ) -> (String, [SQLValue]) {
        let (condition, value) = start.condition
        let inner = """
            SELECT \(key), headline, text, words FROM \(name) WHERE \(key) \(condition)1 \
            ORDER BY \(key) \(start.order) LIMIT \(walked)
            """
        let (column, told) = column(order, after: 1)
        let asked = words.numbered(after: 1 + told.count)
        let number = 2 + told.count + asked.values.count
        let query = """
            SELECT \(key)\(column) FROM (\(inner)) AS near WHERE \(asked.text) ORDER BY \(key) \(start.order) LIMIT $\(number)
            """
        return (query, [value] + told + asked.values + [.integer(Int64(order.isEmpty ? limit : walked))])
    }

    /// Goes to the index of words; the plus keeps it from going along the table instead.
    private func indexQuery(_ words: SQLConditions, _ start: Start, _ limit: Int) -> (String, [SQLValue]) {
        let (condition, value) = start.condition
        let asked = words.numbered(after: 1)
        let query = """
            SELECT \(key) FROM \(name) WHERE +\(key) \(condition)1 AND \(asked.text) \
            ORDER BY +\(key) \(start.order) LIMIT $\(2 + asked.values.count)
            """
        return (query, [value] + asked.values + [.integer(Int64(limit))])
    }

    /// Tells of the rows that the index finds whether the order holds.
    private func phraseQuery(_ words: SQLConditions, _ order: SQLConditions, _ start: Start) -> (String, [SQLValue]) {
        let (inner, values) = indexQuery(words, start, Self.mostLookedThrough)
        let (column, told) = column(order, after: values.count)
        let query = """
            SELECT \(key)\(column) FROM \(name) WHERE \(key) IN (\(inner)) ORDER BY \(key) \(start.order)
            """
        return (query, values + told)
    }

    /// Has a row if there is more than what is gone along.
    private func endQuery(_ start: Start, _ walked: Int) -> (String, [SQLValue]) {
        let (condition, value) = start.condition
        let query = """
            SELECT \(key) FROM \(name) WHERE \(key) \(condition)1 ORDER BY \(key) \(start.order)
            LIMIT 1 OFFSET \(walked)
            """
        return (query, [value])
    }

    private func column(_ order: SQLConditions, after count: Int) -> (String, [SQLValue]) {
        if order.isEmpty { return ("", []) }
        let order = order.numbered(after: count)
        return (", " + order.text, order.values)
    }
}

extension SQLConditions {
    /// The same behind so many other values.
    fileprivate func numbered(after count: Int) -> SQLConditions {
        var conditions = SQLConditions(after: count)
        conditions.add(self)
        return conditions
    }
}
