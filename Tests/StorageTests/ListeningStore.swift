import Synchronization
import TestSupport
import Testing

@testable import Storage

/// A store that writes down the statements it runs, and asks its database how it runs them.
final class ListeningStore: Sendable {
    struct Plan {
        let sql: String
        /// How many values it was given.
        let values: Int
        /// In SQLite's words, as `SEARCH story USING INDEX …`; see `PostgreSQLPlan` for the other database.
        let steps: [String]
    }

    private struct Statement: Hashable {
        let sql: String
        let values: [SQLValue]
    }

    let store: Store
    private let home: TestStore
    private let log: StatementLog

    private final class StatementLog: Sendable {
        let heard = Mutex<[Statement]>([])
    }

    init() async throws {
        let log = StatementLog()
        home = try await TestStore()
        self.log = log
        let hear = { @Sendable (sql: String, values: [SQLValue]) in
            log.heard.withLock { $0.append(Statement(sql: sql, values: values)) }
        }
        guard let address = home.database else {
            let listener = StatementListener { hear($0, Array(repeating: .null, count: $1)) }
            store = Store(try SQLiteDatabase(folder: home.folder, listener: listener))
            return
        }
        let listener = PostgreSQLStatementListener(heard: hear)
        store = Store(try PostgreSQLDatabase(address: address, listener: listener))
    }

    deinit { store.close() }

    /// The statements that were run until now.
    var asked: [String] { log.heard.withLock { $0.map(\.sql) } }

    /// How the database runs what a question asks, each statement once.
    func plans(_ ask: @escaping @Sendable (ReadTransaction) throws -> Void) async throws -> [Plan] {
        log.heard.withLock { $0 = [] }
        try await store.read(ask)
        return try await plans(of: log.heard.withLock { $0 })
    }

    /// How the database runs what a change does, each statement once.
    func plansOfWriting(_ change: @escaping @Sendable (WriteTransaction) throws -> Void) async throws -> [Plan] {
        log.heard.withLock { $0 = [] }
        try await store.write(change)
        return try await plans(of: log.heard.withLock { $0 })
    }

    private func plans(of heard: [Statement]) async throws -> [Plan] {
        let statements = Dictionary(heard.map { ($0.sql, $0) }) { first, _ in first }.values
        return try await store.write { transaction in
            if let connection = transaction.sql as? PostgreSQLConnection {
                try connection.script(PostgreSQLPlan.settings)
                return try statements.map { statement in
                    let steps = try PostgreSQLPlan.steps(of: statement.sql, statement.values, connection)
                    return Plan(sql: statement.sql, values: statement.values.count, steps: steps)
                }
            }
            return try statements.map { statement in
                let rows = try transaction.sql.rows("EXPLAIN QUERY PLAN " + statement.sql, statement.values)
                return Plan(sql: statement.sql, values: statement.values.count, steps: rows.compactMap { $0.text(3) })
            }
        }
    }
}
