internal import Dispatch
internal import GRDB
internal import News

extension SQLiteDatabase {
    func searchIndexProblems() async throws -> [String] {
        let folder = folder
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(
                    returning: SQLiteErrors.translated { try SearchIndexCopy(of: folder).verify() }
                )
            }
        }
        do {
            try result.get()
            return []
        } catch let error as NewsError {
            return ["The search index is damaged, or cannot be checked now: \(error.message)"]
        }
    }

    /// The SQL that makes the schema of a new store, by name.
    static func freshSchema() throws -> [String: String] {
        try DatabaseQueue().write { database in
            let connection = SQLiteConnection(database)
            try Migrations.shipped.run(connection)
            return try connection.schema()
        }
    }
}
