internal import News

/// A table of stories' words, asked for those that have all words of a query, from either end of its order.
struct PostgreSQLWordTable {
    let sql: PostgreSQLConnection
    let name: String
    /// The column by which it is ordered.
    let key: String
    let site: SiteNumber

    /// Rows at the end of the table that are looked through before the index is asked: what is common is among them.
    private static let nearest = 500
    /// Rows with all words of a phrase that are looked through, for those in which they follow one another.
    static let mostLookedThrough = 2_000
    /// Milliseconds that the questions of one search may take, each.
    static let limit = 1_000

    /// From where the rows are counted.
    enum Start {
        case below(Int64)
        case above(Int64)

        fileprivate var condition: (String, SQLValue) {
            switch self {
            case .below(let key): ("< ?", .integer(key))
            case .above(let key): ("> ?", .integer(key))
            }
        }

        fileprivate var order: String { if case .below = self { "DESC" } else { "" } }
    }

    func keep(_ words: IndexedWords, at key: Int64) throws {
        try sql.execute(
            """
            INSERT INTO \(name) (\(self.key), headline, text, words) VALUES ($1, $2, $3, string_to_array($4, ' '))
            """,
            [
                .integer(key), .text(PostgreSQLWords.spaced(words.headline)), .text(PostgreSQLWords.spaced(words.text)),
                .text(PostgreSQLWords.array(words, of: site)),
            ]
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
            return try sql.apart(Self.settings) { session in
                let near = try keys(nearQuery(words, order, start, limit), session)
                if near.count == limit { return (near, true) }
                return try far(words, order, start, limit, session)
            }
        } catch let error as PostgreSQLError where error.state == "57014" {
            return ([], false)
        }
    }

    /// What is set for a search: plans by what is asked for, since how often words occur differs by a factor of a million;
    /// and an end for whatever takes too long all the same.
    private static let settings = """
        SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL statement_timeout = \(limit)
        """

    private func keys(_ query: (String, [SQLValue]), _ session: PostgreSQLSession) throws -> [Int64] {
        let result = try session.run(query.0, query.1)
        return try (0..<result.count).map { try result.row($0).required(0) }
    }

    /// Asks the index.
    private func far(
        _ words: SQLConditions,
        _ order: SQLConditions,
        _ start: Start,
        _ limit: Int,
        _ session: PostgreSQLSession
    ) throws -> (keys: [Int64], areAll: Bool) {
        guard !order.isEmpty else { return (try keys(indexQuery(words, start, "", limit), session), true) }
        let (inner, values) = indexQuery(words, start, ", headline, text", Self.mostLookedThrough)
        var conditions = SQLConditions(after: values.count)
        conditions.add(order)
        let query = "SELECT \(key), \(conditions.text) FROM (\(inner)) AS candidate ORDER BY \(key) \(start.order)"
        let result = try session.run(query, values + conditions.values)
        let rows = try (0..<result.count).map { try result.row($0) }
        let found = try rows.filter { try $0.required(1) == 1 }.map { try $0.required(0) }
        return (Array(found.prefix(limit)), rows.count < Self.mostLookedThrough || found.count >= limit)
    }

    /// Goes along the table's own order, as long as that is short.
    private func nearQuery(
        _ words: SQLConditions,
        _ order: SQLConditions,
        _ start: Start,
        _ limit: Int
    ) -> (String, [SQLValue]) {
        var conditions = SQLConditions()
        conditions.add(key + " " + start.condition.0, start.condition.1)
        let inner = """
            SELECT \(key), headline, text, words FROM \(name) WHERE \(conditions.text) \
            ORDER BY \(key) \(start.order) LIMIT \(Self.nearest)
            """
        var outer = SQLConditions(after: conditions.values.count)
        outer.add(words)
        outer.add(order)
        let number = conditions.values.count + outer.values.count + 1
        let query = """
            SELECT \(key) FROM (\(inner)) AS near WHERE \(outer.text) ORDER BY \(key) \(start.order) LIMIT $\(number)
            """
        return (query, conditions.values + outer.values + [.integer(Int64(limit))])
    }

    /// Goes to the index of words; the plus keeps it from going along the table instead.
    private func indexQuery(
        _ words: SQLConditions,
        _ start: Start,
        _ columns: String,
        _ limit: Int
    ) -> (String, [SQLValue]) {
        var conditions = SQLConditions()
        conditions.add("+\(key) " + start.condition.0, start.condition.1)
        conditions.add(words)
        let number = conditions.values.count + 1
        let query = """
            SELECT \(key)\(columns) FROM \(name) WHERE \(conditions.text) ORDER BY +\(key) \(start.order) LIMIT $\(number)
            """
        return (query, conditions.values + [.integer(Int64(limit))])
    }
}
