public import News

/// What was looked up for stories before they are saved, many in one statement.
///
/// It stays true while it is kept: nobody else writes meanwhile, and whatever this transaction saves is noted here or struck
/// out.
struct LookAhead {
    /// Uris under which nothing is known: neither a story nor a kill.
    var newUris: Set<String> = []
    /// The last position of a millisecond; nil in it where the millisecond is empty.
    var lastPositions: [Timestamp: ListPosition?] = [:]
}

extension WriteTransaction {
    /// Looks up together what saving stories will ask for one by one: on a database that is a way off, each question takes
    /// longer than its answer.
    ///
    /// Nothing depends on it but time.
    /// - Parameter stories: Stories as they would be if they are new.
    public func lookAhead(to stories: [Story]) throws {
        try lookUpUris(Set(stories.map(\.uri)))
        let copies = stories.compactMap(\.published)
        try lookUpNames(Set(copies.map(\.section.name.nameKey)), in: .section)
        try lookUpNames(Set(copies.flatMap { $0.tags.map(\.name.nameKey) }), in: .tag)
        try lookUpNames(Set(copies.flatMap { $0.bylines.map(\.person.name.nameKey) }), in: .person)
        try lookUpPositions(Set(stories.filter { $0.state == .live }.map(\.publicSince)))
    }

    /// What is known under a wire's uri, as `wireFacts` tells it; asked of the store unless it is known that there is nothing.
    public func knownFacts(uri: String) throws -> WireFacts {
        ahead.newUris.contains(uri) ? WireFacts(known: nil, stops: []) : try wireFacts(uri: uri)
    }

    /// Whether no story has a uri yet; whoever asks gives it to one.
    func isFree(uri: String) throws -> Bool {
        try ahead.newUris.remove(uri) != nil || number(uri: uri) == nil
    }

    private func lookUpUris(_ uris: Set<String>) throws {
        try sql.forEachRow(Self.uriQueries, [SQLValue(siteNumber)], among: uris.map { .text($0) }) { row in
            if row.integer(1) == nil, row.integer(2) == nil { ahead.newUris.insert(try row.string(0)) }
        }
    }

    private func lookUpPositions(_ times: Set<Timestamp>) throws {
        try sql.forEachRow(Self.lastQueries, [], among: times.map { SQLValue(ListPosition($0)) }) { row in
            guard let first = row.position(0) else { return }
            ahead.lastPositions[first.time] = .some(row.position(1))
        }
    }

    private static let uriQueries = """
        SELECT column1, (SELECT number FROM story WHERE site = $1 AND uri = column1),
        (SELECT 1 FROM wire_stop WHERE site = $1 AND uri = column1 LIMIT 1) FROM \(SQLList.values(after: 1))
        """

    private static let lastQueries = """
        SELECT column1, (SELECT max(position) FROM story WHERE position >= column1 AND position < column1 + \(ListPosition.slots))
        FROM \(SQLList.values(after: 0))
        """
}

/// Values of a statement that asks for many things at once: always so many, so that it is prepared once; what is missing is
/// null, and has no row.
///
/// What is asked of each value stands as a question of its own among the columns. So it is answered by an index whatever a
/// database believes: PostgreSQL would compare every row of a newspaper with every value of a list behind `IN`, or of a
/// join, by a plan that it made while the newspaper had few rows.
enum SQLList {
    static let count = 128

    /// What a statement is `FROM`: rows of one column, `column1`, whose values stand behind so many others.
    static func values(after first: Int) -> String {
        "(VALUES \((first + 1...first + count).map { "($\($0))" }.joined(separator: ", "))) AS wanted WHERE column1 IS NOT NULL"
    }
}

extension SQLConnection {
    /// Runs a query for as many values as there are, some at a time.
    /// - Parameters:
    ///   - sql: Has a list of `SQLList` behind its other values.
    ///   - values: The others.
    ///   - list: What is asked for.
    ///   - body: Is called with the row of each value.
    func forEachRow(
        _ sql: String,
        _ values: [SQLValue],
        among list: [SQLValue],
        _ body: (SQLRow) throws -> Void
    ) throws {
        for start in stride(from: 0, to: list.count, by: SQLList.count) {
            let asked = list[start..<min(start + SQLList.count, list.count)]
            let missing = repeatElement(SQLValue.null, count: SQLList.count - asked.count)
            try forEachRow(sql, values + asked + missing, body)
        }
    }
}
