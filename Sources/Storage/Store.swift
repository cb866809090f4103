public import News
internal import Synchronization

/// Where everything is kept: a database, read by many and written by one at a time.
///
/// It is that of one newspaper of the house: whatever is asked or changed through it belongs to that newspaper
/// (``newspaper(_:)`` gives another's). What its transactions may ask of the house as a whole says so.
///
/// A closure is one transaction: it reads, decides and saves without a suspension, and leaves the truth intact or
/// changes nothing. What `write` has returned from survives a power cut.
public final class Store: Sendable {
    let database: any SQLDatabase
    /// The newspaper whose stories its transactions are about.
    public let siteNumber: SiteNumber
    private let isClosed: SharedFlag

    /// Whether the database is closed: one for all newspapers of a house.
    private final class SharedFlag: Sendable {
        let isSet = Mutex(false)
    }

    /// The store of a house, as its first newspaper has it.
    convenience init(_ database: any SQLDatabase) {
        self.init(database, .first, SharedFlag())
    }

    private init(_ database: any SQLDatabase, _ site: SiteNumber, _ isClosed: SharedFlag) {
        self.database = database
        self.isClosed = isClosed
        siteNumber = site
    }

    /// The same store as another newspaper of the house has it; closing one closes all.
    public func newspaper(_ site: SiteNumber) -> Store {
        Store(database, site, isClosed)
    }

    /// Reads one consistent state.
    ///
    /// Many may read at once, also while somebody writes.
    /// - Throws: What the closure throws; `unavailable` where the database cannot be read.
    public func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try checkOpen()
        return try await database.read { [siteNumber] in try body(ReadTransaction($0, of: siteNumber)) }
    }

    /// Changes everything the closure says, or nothing where it throws.
    ///
    /// When it returns, the change is on disk.
    /// - Throws: What the closure throws; `unavailable` where the disk is full or broken, or another process has been
    ///   writing for more than ten seconds.
    public func write<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws -> T {
        try checkOpen()
        return try await database.write { [siteNumber] connection in
            let transaction = WriteTransaction(connection, of: siteNumber)
            let value = try body(transaction)
            try transaction.finishIndex()
            return value
        }
    }

    /// Yields at once, and again soon after anybody, in this process or another, has committed.
    ///
    /// Commits that come faster than they are taken are told together. The stream ends when the store is closed.
    public func commits() -> AsyncStream<Void> {
        database.commits()
    }

    /// Ends the streams of commits and closes the database, after what is under way.
    ///
    /// Later calls throw.
    public func close() {
        let wasClosed = isClosed.isSet.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        if !wasClosed { database.close() }
    }

    private func checkOpen() throws {
        if isClosed.isSet.withLock({ $0 }) { throw NewsError(.unavailable, "The store is closed.") }
    }
}
