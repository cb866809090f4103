internal import Foundation

extension Store {
    /// The number of the schema that this program reads and writes.
    public static var schema: Int { Migrations.shipped.all.count }

    /// Whether a folder holds a store.
    public static func exists(folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + SQLiteDatabase.fileName)
    }

    /// Copies a folder's store, as it is at one moment, into another folder that has none.
    ///
    /// Others may read and write meanwhile. Changes to the copy leave this store alone.
    /// - Throws: `unavailable` if one of the folders cannot be used or the other has no room; `invalid` if the file
    ///   is no database.
    public static func copy(folder: String, to other: String) async throws {
        try await SQLiteDatabase.copy(folder, to: other)
    }

    /// Opens the store in a folder, a SQLite file; both are made if they are missing.
    ///
    /// The schema is brought up to date. Several processes may open one folder; they do this one after another.
    /// - Throws: `NewsError`, `unavailable` if the folder cannot be written and `invalid` if the file is no
    ///   database or was made by a newer program.
    public convenience init(folder: String) throws {
        self.init(try SQLiteDatabase(folder: folder))
    }

    /// Opens a store also where it is not whole, or was moved; one program at a time, until it is closed.
    /// - Parameters:
    ///   - folder: The folder of the store.
    ///   - schema: The number of the schema that a new one is given; nil for the newest.
    /// - Throws: As `init(folder:)`, and `unavailable` while another program has opened it so.
    public static func forCopying(folder: String, schema: Int? = nil) throws -> Store {
        Store(try SQLiteDatabase(folder: folder, opening: StoreOpening(isForCopying: true, schema: schema)))
    }
}
