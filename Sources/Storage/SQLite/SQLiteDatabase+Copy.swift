internal import Dispatch
internal import Foundation
internal import GRDB
internal import News

extension SQLiteDatabase {
    /// Copies a folder's file by SQLite's online backup, which only reads, so nobody waits for it.
    static func copy(_ folder: String, to other: String) async throws {
        let (source, target) = (folder + "/" + fileName, other + "/" + fileName)
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(returning: Result { try copy(file: source, to: target) })
            }
        }
        do {
            try result.get()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw NewsError(.unavailable, "The folder \(other) has no room for a copy of the store.")
        } catch {
            throw SQLiteErrors.opening(error, path: source)
        }
    }

    private static func copy(file: String, to target: String) throws {
        var configuration = Configuration()
        configuration.label = "Warta.copy"
        let source = try DatabaseQueue(path: file, configuration: configuration)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        let copy = try DatabaseQueue(path: target, configuration: configuration)
        try expectRoom(for: source, in: (target as NSString).deletingLastPathComponent)
        try source.backup(to: copy)
        try copy.close()
        try source.close()
    }

    private static func expectRoom(for source: DatabaseQueue, in folder: String) throws {
        let bytes = try source.read { database in
            let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
        try expectRoom(for: bytes, in: folder) { free in
            "A copy of the store takes \(bytes >> 20) MiB, and the disk of \(folder) has \(free >> 20) MiB left."
        }
    }

    /// Expects twice as much free room on a folder's disk as is needed, since others need room too.
    /// - Parameters:
    ///   - bytes: How much is needed.
    ///   - folder: The folder.
    ///   - complaint: Makes the message if there is less; it gets the free bytes.
    static func expectRoom(for bytes: Int64, in folder: String, _ complaint: (Int64) -> String) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
        let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value ?? .max
        guard free / 2 >= bytes else { throw NewsError(.unavailable, complaint(free)) }
    }
}
