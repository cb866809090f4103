internal import Foundation
public import News
public import Storage

/// A store of its own for a test, and a folder for what lies beside it; both are removed with it.
///
/// Every test that opens a store does it here, so that all of them run on both databases.
public final class TestStore: Sendable {
    public let store: Store
    /// For files; on SQLite the store's is among them.
    public let folder: String
    /// Where its PostgreSQL database is; nil on SQLite.
    public let database: String?

    /// A store without any newspaper, as the first start makes it.
    public init(unfounded: Void) async throws {
        folder = Self.temporaryFolder()
        database = TestDatabase.isPostgreSQL ? try await TestDatabase.make() : nil
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try await Self.open(database, folder)
    }

    /// A store with these newspapers: whatever is kept belongs to one.
    public convenience init(founding sites: [Site] = [.sample]) async throws {
        try await self.init(unfounded: ())
        try await store.write { transaction in
            for site in sites { _ = try transaction.addSite(site) }
        }
    }

    /// The path of a folder that nobody has.
    public static func temporaryFolder() -> String {
        FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
        if let database { TestDatabase.drop(database) }
    }

    /// The same store opened a second time, as another program has it.
    public func another() async throws -> Store { try await Self.open(database, folder) }

    /// Opens a store in a database, or in a folder where there is none.
    public static func open(_ database: String?, _ folder: String) async throws -> Store {
        if let database { return try await Store(database: database) }
        return try Store(folder: folder)
    }
}
