internal import Dispatch
internal import Foundation
internal import GRDB
internal import News
internal import Synchronization

/// Where everything is kept: one SQLite file in write-ahead mode, read by many and written by one at a time.
///
/// A closure is one transaction: it reads, decides and saves without a suspension, and leaves the truth intact or
/// changes nothing. What `write` has returned from survives a power cut (`synchronous=FULL`).
public final class Store: Sendable {
    private let pool: DatabasePool
    private let watch: CommitWatch
    private let isClosed = Mutex(false)

    /// The file inside the folder.
    static let fileName = "warta.sqlite"
    /// Readers at once; the others wait in line.
    static let readers = 8
    /// How often a writer tries, in a row, while another process writes: for ten seconds.
    static let tries = 10_000
    /// Microseconds between two tries.
    ///
    /// SQLite's own way waits ever longer, up to a tenth of a second, and misses each pause that a long import makes.
    static let retry: UInt32 = 1_000

    /// The number of the schema that this program reads and writes.
    public static var schema: Int { Migrations.all.count }

    /// Whether a folder holds a store.
    public static func exists(folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + fileName)
    }

    /// Opens the store in a folder; both are made where they are missing, and the schema is brought up to date.
    ///
    /// Several processes may open one folder; they bring it up to date one after another.
    /// - Throws: `NewsError`, `unavailable` where the folder cannot be written and `invalid` where the file is no
    ///   database or was made by a newer program.
    public init(folder: String) throws {
        let path = folder + "/" + Self.fileName
        try Self.makeFolder(folder)
        let lock = try FolderLock(folder: folder)
        defer { lock.release() }
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            // GRDB chooses NORMAL for write-ahead mode; what we acknowledge must survive a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if try pool.read({ try Migrations.areMissing(SQLConnection($0)) }) {
                try pool.write { try Migrations.run(SQLConnection($0)) }
            }
            watch = try CommitWatch(path: path)
        } catch {
            throw Failure.opening(error, path: path)
        }
    }

    /// Reads one consistent state.
    ///
    /// Many may read at once, also while somebody writes.
    /// - Throws: What the closure throws; `unavailable` where the database cannot be read.
    public func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try checkOpen()
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { result in
                continuation.resume(with: Failure.told { try body(ReadTransaction(SQLConnection(try result.get()))) })
            }
        }
    }

    /// Changes everything the closure says, or nothing where it throws.
    ///
    /// When it returns, the change is on disk.
    /// - Throws: What the closure throws; `unavailable` where the disk is full or broken, or another process has been
    ///   writing for more than ten seconds.
    public func write<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws -> T {
        try checkOpen()
        let value = try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(with: Failure.told { try Self.commit(body, on: database) })
            }
        }
        watch.tell()
        return value
    }

    /// Yields at once, and again soon after anybody, in this process or another, has committed.
    ///
    /// Commits that come faster than they are taken are told together. The stream ends when the store is closed.
    public func commits() -> AsyncStream<Void> {
        watch.stream()
    }

    /// Ends the streams of commits and closes the file, after what is under way.
    ///
    /// Later calls throw.
    public func close() {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        watch.close()
        try? pool.close()
    }

    /// Runs SQL outside of any transaction.
    ///
    /// Only for tests, which must make damage that a transaction would refuse.
    func unguarded(_ script: String) async throws {
        try await pool.writeWithoutTransaction { try $0.execute(sql: script) }
    }

    private func checkOpen() throws {
        if isClosed.withLock({ $0 }) { throw NewsError(.unavailable, "The store is closed.") }
    }

    private static func commit<T>(_ body: (WriteTransaction) throws -> T, on database: Database) throws -> T {
        var value: T?
        try database.inTransaction(.immediate) {
            let transaction = WriteTransaction(SQLConnection(database))
            value = try body(transaction)
            try transaction.finishIndex()
            return .commit
        }
        guard let value else { throw CancellationError() }
        return value
    }
}

extension Store {
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
            // No memory map, and little memory for each reader: the system's own cache holds the archive, once for all.
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
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure.folder(folder)
        }
    }
}
