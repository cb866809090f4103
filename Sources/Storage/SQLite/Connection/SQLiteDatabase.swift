internal import Foundation
internal import GRDB
internal import News

/// One SQLite file in write-ahead mode, read by many and written by one at a time, durable (`synchronous=FULL`).
final class SQLiteDatabase: SQLDatabase {
    let folder: String
    var place: String { folder }
    var clockOffset: Duration { .zero }
    private let pool: DatabasePool
    private let observer: CommitObserver
    private let listener: StatementListener?
    private let copyLock: FolderCopyLock?

    /// The file inside the folder.
    static let fileName = "warta.sqlite"
    /// Readers at once; others wait.
    private static let readers = 8
    /// How often a writer tries, in a row, while another process writes: for ten seconds.
    private static let tries = 10_000
    /// Microseconds between two tries.
    ///
    /// SQLite's own busy handler waits ever longer, up to a tenth of a second, and misses the pauses that a long import
    /// makes.
    static let retry: UInt32 = 1_000

    /// Opens the file in a folder; both are made if they are missing, and the schema is brought up to date.
    /// - Throws: `NewsError`, as `Store.init(folder:)` says.
    init(folder: String, opening: StoreOpening = .usual, listener: StatementListener? = nil) throws {
        self.folder = folder
        self.listener = listener
        let path = folder + "/" + Self.fileName
        try Self.makeFolder(folder)
        copyLock = opening.isForCopying ? try FolderCopyLock(folder: folder) : nil
        let lock = try FolderLock(folder: folder)
        defer { lock.release() }
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            // GRDB chooses NORMAL for write-ahead mode; what we acknowledge must survive a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if !opening.isForCopying { try pool.read { try CopyMark.expectUsable(SQLiteConnection($0)) } }
            let migrations = Migrations.shipped.upTo(opening.schema)
            if try pool.read({ try migrations.areMissing(SQLiteConnection($0), opening) }) {
                try pool.write { database in
                    let connection = SQLiteConnection(database)
                    let version = try Migrations.version(connection)
                    try migrations.run(connection)
                    if version < DeskIndexing.migration { try DeskIndexing.fill(connection) }
                }
            }
            observer = try CommitObserver(path: path)
        } catch {
            throw SQLiteErrors.opening(error, path: path)
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { [listener] result in
                continuation.resume(
                    with: SQLiteErrors.translated {
                        try body(SQLiteConnection(try result.get(), listener: listener))
                    }
                )
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let value = try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [listener] database in
                continuation.resume(
                    with: SQLiteErrors.translated {
                        try Self.committed(database) { try body(SQLiteConnection(database, listener: listener)) }
                    }
                )
            }
        }
        observer.tell()
        return value
    }

    /// A process that waits for the file looks again and again whether it is free.
    var hasFairTurns: Bool { false }

    var hasStandby: Bool { false }

    var position: Int64 { 0 }

    func tellNodes(_ messages: [String]) async throws {}

    func nodeMessages() -> AsyncStream<String>? { nil }

    var poolFigures: PoolFigures? { nil }

    func commits() -> AsyncStream<Void> {
        observer.stream()
    }

    func close() {
        observer.close()
        try? pool.close()
        copyLock?.release()
    }

    /// Runs SQL outside of any transaction.
    ///
    /// Only for tests, which must cause damage that a transaction would refuse.
    func unguarded(_ script: String) async throws {
        try await pool.writeWithoutTransaction { try $0.execute(sql: script) }
    }

    private static func committed<T>(_ database: Database, _ body: () throws -> T) throws -> T {
        var value: T?
        try database.inTransaction(.immediate) {
            value = try body()
            return .commit
        }
        guard let value else { throw CancellationError() }
        return value
    }
}

extension SQLiteDatabase {
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "Warta"
        configuration.busyMode = .callback { tries in
            usleep(retry)
            return tries < Self.tries
        }
        configuration.maximumReaderCount = readers
        configuration.persistentReadOnlyConnections = true
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // No memory map, and little memory for each reader: the system's cache holds the archive once for all
            // readers.
            try database.execute(sql: "PRAGMA cache_size = -2000; PRAGMA temp_store = 2")
            if !database.configuration.readonly {
                // An import touches the end of every tag's list again and again.
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000")
                try database.execute(sql: "PRAGMA cache_size = -32000")
            }
        }
        return configuration
    }

    private static func makeFolder(_ folder: String) throws {
        do {
            // Passwords' hashes and drafts are in it: nobody else on the machine may read it.
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw SQLiteErrors.folder(folder)
        }
    }
}
