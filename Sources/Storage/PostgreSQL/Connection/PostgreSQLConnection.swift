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
        let result = try guarded { try session.run(sql, values) }
        if result.changes > 0 { hasChanges = true }
        return result
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

    private func guarded(_ body: () throws -> PostgreSQLResult) throws -> PostgreSQLResult {
        if let fault { throw fault }
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
