internal import Foundation
internal import GRDB
internal import News

/// A copy of the search index that FTS5 can check while others write.
///
/// FTS5 checks its structure by a statement that counts as a write, and so would block the store for as long as a large
/// index takes. The tables in which it keeps the index are therefore copied, as one transaction reads them, and the
/// copy is checked. It is in an unnamed file beside the store, so nothing is left of it however the check ends.
struct SearchIndexCopy {
    private let queue: DatabaseQueue
    private let folder: String

    /// FTS5's own names for its tables; since our index does not keep the text, there is no fifth, `content`.
    private static let tables = ["config", "data", "docsize", "idx"].map { "story_search_\($0)" }

    /// - Parameter folder: The store's.
    init(of folder: String) throws {
        self.folder = folder
        var configuration = Configuration()
        configuration.label = "Warta.check"
        queue = try DatabaseQueue(path: folder + "/" + SQLiteDatabase.fileName, configuration: configuration)
    }

    /// Copies the index and has FTS5 check the copy.
    /// - Throws: `DatabaseError` if the index is damaged or the disk is at fault; `NewsError.unavailable` if the
    ///   disk has no room for the copy.
    func verify() throws {
        try queue.writeWithoutTransaction { database in
            try attach(to: database)
            try database.inTransaction(.deferred) {
                try copy(in: database)
                return .commit
            }
            try database.execute(sql: "INSERT INTO copy.story_search (story_search) VALUES ('integrity-check')")
        }
        try queue.close()
    }

    private func attach(to database: Database) throws {
        let path = "\(folder)/check-\(UUID().uuidString).sqlite"
        try database.execute(sql: "ATTACH $1 AS copy", arguments: [path])
        defer { unlink(path) }
        // The copy is thrown away, so it need not survive a crash, and no second file may appear beside it.
        try database.execute(sql: "PRAGMA copy.journal_mode = OFF; PRAGMA copy.synchronous = OFF")
        try database.execute(sql: "PRAGMA copy.locking_mode = EXCLUSIVE; CREATE TABLE copy.opened (id INTEGER)")
    }

    private func copy(in database: Database) throws {
        let made = "SELECT sql FROM main.sqlite_master WHERE name = 'story_search'"
        guard let statement = try String.fetchOne(database, sql: made) else { return }
        try expectRoom(in: database)
        try database.execute(
            sql: statement.replacing("VIRTUAL TABLE story_search", with: "VIRTUAL TABLE copy.story_search")
        )
        for table in Self.tables {
            try database.execute(
                sql: "DELETE FROM copy.\(table); INSERT INTO copy.\(table) SELECT * FROM main.\(table)"
            )
        }
    }

    /// Expects twice the room that the copy takes, so that a check does not fill the store's disk.
    private func expectRoom(in database: Database) throws {
        let bytes = try Int64.fetchOne(database, sql: "SELECT sum(length(block)) FROM main.story_search_data") ?? 0
        try SQLiteDatabase.expectRoom(for: bytes, in: folder) { free in
            "Its check needs a copy of \(bytes >> 20) MiB, and the disk of the store has \(free >> 20) MiB left."
        }
    }
}
