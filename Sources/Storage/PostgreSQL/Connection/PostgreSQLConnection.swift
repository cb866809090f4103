internal import News

/// One transaction of PostgreSQL.
///
/// After a statement that failed the server runs no other in the same transaction. So does this: it gives the same error
/// again, and the transaction is rolled back even if its closure goes on as if nothing had happened.
final class PostgreSQLConnection: SQLConnection {
    let session: PostgreSQLSession
    private let listener: PostgreSQLStatementListener?
    /// Why the transaction can only be rolled back.
    private(set) var fault: (any Error)?
    /// Whether it has changed anything.
    private(set) var hasChanges = false
    /// Rows that are still to be sent, by the places of their tables.
    private var waiting: [Int: PostgreSQLRows] = [:]
    /// How many rows wait, and the bytes of their values.
    private var (rowsWaiting, bytesWaiting) = (0, 0)

    init(_ session: PostgreSQLSession, listener: PostgreSQLStatementListener? = nil) {
        self.session = session
        self.listener = listener
    }

    func run(_ sql: String, _ values: [SQLValue], _ row: (SQLRow) throws -> Bool) throws -> Int {
        let result = try asked(sql, values)
        for index in 0..<result.count where try !row(result.row(index)) { return 0 }
        return result.changes
    }

    private func asked(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
        listener?.heard(sql, values)
        let result = try guarded(seesRows: !waiting.isEmpty && Self.seesRows(sql)) { try session.run(sql, values) }
        if result.changes > 0 { hasChanges = true }
        return result
    }

    func add(_ row: [SQLValue], to table: RowTable) throws {
        if let fault { throw fault }
        try noting {
            let types = try waiting[table.place] == nil ? session.types(of: table) : []
            bytesWaiting += try waiting[table.place, default: PostgreSQLRows(table, types: types)].append(row)
            hasChanges = true
            rowsWaiting += 1
            if rowsWaiting >= Self.mostRows || bytesWaiting >= Self.mostBytes { try sendRows() }
        }
    }

    func commitEarly() throws { try execute("SET LOCAL synchronous_commit = off") }

    /// A commit waits for the log only where its own transaction has written into it: so this one writes a message there that
    /// nobody reads.
    func commitAll() throws {
        if !hasChanges { try execute("SELECT CAST(pg_logical_emit_message(true, 'warta', '') - '0/0' AS bigint)") }
        hasChanges = true
    }

    /// Sends all rows that wait, and reads what the server says to them.
    func finishRows() throws {
        try guarded {}
    }

    /// Rows that are sent together: those of some thirty stories, for which a server needs about ten milliseconds.
    private static let mostRows = 256
    /// More than such rows have, but where texts are long.
    private static let mostBytes = 4 << 20

    /// Whether a statement may be about what rows are added to: a story, its history, the journal.
    ///
    /// Every table of rows has one of these words in its name, and every column that refers to one in its own or in its
    /// table's; so what does not say any of them neither finds such rows nor needs them to be there.
    static func seesRows(_ sql: String) -> Bool {
        ["story", "journal", "revision", "grievance", "receipt"].contains { sql.contains($0) }
    }

    private func sendRows() throws {
        if waiting.isEmpty { return }
        let rows = waiting.sorted { $0.key < $1.key }.map(\.value)
        (waiting, rowsWaiting, bytesWaiting) = ([:], 0, 0)
        try session.send(rows)
    }

    func position() throws -> Int64 {
        try row("SELECT \(PostgreSQLSession.position)")?.required(0) ?? 0
    }

    func searchIndex(of site: SiteNumber) -> any SearchIndex { PostgreSQLSearchIndex(sql: self, site: site) }

    func deskIndex(of site: SiteNumber) -> any DeskIndex { PostgreSQLDeskIndex(sql: self, site: site) }

    func server() throws -> String { "PostgreSQL \(session.serverVersion / 10_000).\(session.serverVersion % 10_000)" }

    /// Several statements without values, separated by semicolons, as in a step of the schema.
    func script(_ sql: String) throws {
        _ = try guarded { try session.script(sql) }
        hasChanges = true
    }

    /// Does something that, if it fails, leaves the transaction as it was; the server's own error then.
    ///
    /// - Parameter settings: What is set meanwhile, as `SET LOCAL …` says it.
    func apart<T>(_ settings: String, _ body: (PostgreSQLSession) throws -> T) throws -> T {
        _ = try guarded { try session.script("SAVEPOINT apart; " + settings) }
        do {
            let value = try body(session)
            // What was set is undone as well.
            _ = try guarded { try session.script("ROLLBACK TO SAVEPOINT apart; RELEASE SAVEPOINT apart") }
            return value
        } catch {
            _ = try guarded { try session.script("ROLLBACK TO SAVEPOINT apart; RELEASE SAVEPOINT apart") }
            throw error
        }
    }

    private func guarded<T: ~Copyable>(seesRows: Bool = true, _ body: () throws -> T) throws -> T {
        if let fault { throw fault }
        return try noting {
            if seesRows { try sendRows() }
            try session.takeAnswers()
            return try body()
        }
    }

    /// Keeps why something failed, as nothing else can be done after it.
    private func noting<T: ~Copyable>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            let translated = PostgreSQLErrors.translated(error)
            fault = translated
            throw translated
        }
    }
}

/// Is told of each statement as it runs, with its values.
///
/// With it, tests ask for the query plans of exactly the SQL that is shipped.
struct PostgreSQLStatementListener: Sendable {
    let heard: @Sendable (_ sql: String, _ values: [SQLValue]) -> Void
}
