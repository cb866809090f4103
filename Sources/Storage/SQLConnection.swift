internal import News

/// What a database does inside one transaction: the narrow waist on which the rest of `Storage` stands.
///
/// `SQLiteConnection` is the one conformer so far. Statements are written in the dialect that SQLite and PostgreSQL
/// share: `$1…$n`, first mentioned in order, `ON CONFLICT`, `RETURNING`, common table expressions. What the two do in
/// different ways is a method here, so nothing above knows which database it is.
protocol SQLConnection {
    /// Runs one statement, which the database prepares once and keeps.
    ///
    /// The same statement must not be run from within `row`.
    /// - Parameter row: Gets the rows of the result one by one, and says whether it wants another.
    /// - Returns: How many rows the statement changed; 0 where `row` wanted no other.
    /// - Throws: `SQLFault.constraint` where the schema forbids the change; what `row` throws.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue], _ row: (SQLRow) throws -> Bool) throws -> Int

    /// The next number of a sequence, for a row that is added in this transaction.
    ///
    /// Whoever has seen a number has been able to see all smaller ones: a reader that goes on behind the last number it
    /// has seen misses nothing.
    /// - Throws: `refused` where no number is left.
    func nextNumber(of sequence: NumberSequence) throws -> Int64

    /// Finds stories of a newspaper by their words.
    func searchIndex(of site: SiteNumber) -> any SearchIndex

    /// What is wrong with the database as such, in sentences: its pages, its references, its schema.
    func problems() throws -> [String]
}

/// Numbers that are given one after another, and are not given by the table itself.
enum NumberSequence {
    case stories
    case journal
    case sites
    case members
    case sessions
    case securityLog
}

extension SQLConnection {
    /// Runs a statement that gives no rows.
    /// - Returns: How many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
        try run(sql, values) { _ in true }
    }

    /// The whole result, in memory: every query of ours is bounded.
    func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEachRow(sql, values) { rows.append($0) }
        return rows
    }

    /// The first row, if there is one.
    func row(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? {
        var first: SQLRow?
        try run(sql, values) { row in
            first = row
            return false
        }
        return first
    }

    /// Hands over row by row; the same statement must not be run inside.
    func forEachRow(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Void) throws {
        try run(sql, values) { row in
            try body(row)
            return true
        }
    }
}
