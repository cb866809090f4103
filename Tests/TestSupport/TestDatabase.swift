internal import Foundation
internal import Storage
public import Testing

/// On which database this run of the tests keeps its stores.
///
/// Usually SQLite. Under `scripts/with-postgres` it is PostgreSQL: each store is a database of its own on that server,
/// copied from one that was made once.
public enum TestDatabase {
    /// The server's address, whose database is `postgres`; nil for SQLite.
    static let server = ProcessInfo.processInfo.environment["WARTA_TEST_POSTGRESQL"]

    public static var isPostgreSQL: Bool { server != nil }

    /// The address of another database on the server.
    static func address(of name: String, on server: String) -> String {
        server.replacing("/postgres?", with: "/\(name)?")
    }

    /// A database with the schema and nothing else.
    private static let template = Task {
        let name = "warta_template_\(ProcessInfo.processInfo.processIdentifier)"
        let server = try requireServer()
        try await PostgreSQLServer.run("CREATE DATABASE \(name)", at: server)
        try await Store(database: address(of: name, on: server)).close()
        return name
    }

    struct NoServer: Error {}

    private static func requireServer() throws -> String {
        guard let server else { throw NoServer() }
        return server
    }

    /// Makes a database.
    /// - Parameter isEmpty: Whether it has not even the schema.
    /// - Returns: Its address.
    public static func make(isEmpty: Bool = false) async throws -> String {
        let name = "warta_" + UUID().uuidString.lowercased().replacing("-", with: "_")
        let server = try requireServer()
        let origin = isEmpty ? "" : " TEMPLATE \(try await template.value)"
        try await PostgreSQLServer.run("CREATE DATABASE \(name)\(origin)", at: server)
        return address(of: name, on: server)
    }

    /// Drops a database, some time soon.
    public static func drop(_ address: String) {
        guard let server, let start = address.firstRange(of: "@/")?.upperBound else { return }
        let name = address[start...].prefix { $0 != "?" }
        Task.detached(priority: .low) {
            _ = try? await PostgreSQLServer.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", at: server)
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// For what is about the SQLite file itself.
    public static var onSQLite: Self { .enabled(if: !TestDatabase.isPostgreSQL, "it is about the SQLite file") }

    /// For what is about PostgreSQL itself.
    public static var onPostgreSQL: Self {
        .enabled(if: TestDatabase.isPostgreSQL, "it is about PostgreSQL; run it with scripts/with-postgres")
    }
}
