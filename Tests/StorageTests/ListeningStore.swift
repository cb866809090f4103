import Synchronization
import TestSupport
import Testing

@testable import Storage

/// A store that writes down the statements it runs, and asks SQLite how it runs them.
final class ListeningStore: Sendable {
    struct Plan {
        let sql: String
        /// How many values it was given.
        let values: Int
        /// SQLite's own words, as `SEARCH story USING INDEX …`.
        let steps: [String]
    }

    private struct Statement: Hashable {
        let sql: String
        let values: Int
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
        store = Store(
            try SQLiteDatabase(
                folder: home.folder,
                listener: StatementListener { sql, values in
                    log.heard.withLock { $0.append(Statement(sql: sql, values: values)) }
                }
            )
        )
    }

    deinit { store.close() }

    /// How SQLite runs what a question asks, each statement once.
    func plans(_ ask: @escaping @Sendable (ReadTransaction) throws -> Void) async throws -> [Plan] {
        log.heard.withLock { $0 = [] }
        try await store.read(ask)
        return try await plans(of: log.heard.withLock { $0 })
    }

    /// How SQLite runs what a change does, each statement once.
    func plansOfWriting(_ change: @escaping @Sendable (WriteTransaction) throws -> Void) async throws -> [Plan] {
        log.heard.withLock { $0 = [] }
        try await store.write(change)
        return try await plans(of: log.heard.withLock { $0 })
    }

    private func plans(of heard: [Statement]) async throws -> [Plan] {
        try await store.write { transaction in
            try Set(heard).map { statement in
                let nothing = Array(repeating: SQLValue.null, count: statement.values)
                let rows = try transaction.sql.rows("EXPLAIN QUERY PLAN " + statement.sql, nothing)
                return Plan(sql: statement.sql, values: statement.values, steps: rows.compactMap { $0.text(3) })
            }
        }
    }
}
