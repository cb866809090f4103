public import News
internal import Synchronization

/// Where everything is kept: a database, read by many and written by one at a time.
///
/// It belongs to one newspaper of the house: everything read or changed through it is that newspaper's
/// (``newspaper(_:)`` gives another's). Members about the house as a whole say so.
///
/// A closure is one transaction: it reads, decides and saves without a suspension, and all of its changes are kept or
/// none. What `write` has returned from survives a power cut, unless the closure asked for an early commit
/// (``WriteTransaction/commitEarly()``).
public final class Store: Sendable {
    let database: any SQLDatabase
    /// The newspaper whose stories its transactions are about.
    public let siteNumber: SiteNumber
    /// Where it is, for people: a folder, or a server with the database's name, without user and password.
    public var place: String { database.place }
    /// How far the clock of the store is ahead of this machine's, as far as is known now.
    ///
    /// Nodes of one house may be on machines whose clocks differ; all go by that of the database.
    public var clockOffset: Duration { database.clockOffset }
    private let isClosed: SharedFlag

    /// Whether the database is closed: one for all newspapers of a house.
    private final class SharedFlag: Sendable {
        let isSet = Mutex(false)
        /// Whether it does not answer, so that nobody is to wait for it.
        let isStuck = Atomic<Bool>(false)
    }

    /// The store of a house's first newspaper.
    convenience init(_ database: any SQLDatabase) {
        self.init(database, .first, SharedFlag())
    }

    private init(_ database: any SQLDatabase, _ site: SiteNumber, _ isClosed: SharedFlag) {
        self.database = database
        self.isClosed = isClosed
        siteNumber = site
    }

    /// The same store for another newspaper of the house; closing one closes all.
    public func newspaper(_ site: SiteNumber) -> Store {
        Store(database, site, isClosed)
    }

    /// Whether writers have their turns in the order in which they ask; otherwise whoever writes again and again must leave
    /// the others time to find the store free.
    public var hasFairTurns: Bool { database.hasFairTurns }

    /// Reads one consistent state.
    ///
    /// Many may read at once, also while somebody writes. On a server, a reading is given up when its task is cancelled, and
    /// the statement that runs for it is ended.
    /// - Throws: What the closure throws; `unavailable` if the database cannot be read; `CancellationError`.
    public func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try checkOpen()
        return try await database.read { [siteNumber] in try body(ReadTransaction($0, of: siteNumber)) }
    }

    /// Makes all changes of the closure, or none if it throws; it is finished also where its task is cancelled meanwhile.
    ///
    /// - Throws: What the closure throws; `unavailable` if the disk is full or broken, or another process has been
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
    /// Commits that come faster than they are taken are reported together. The stream ends when the store is closed.
    public func commits() -> AsyncStream<Void> {
        database.commits()
    }

    /// Does something at once, and again soon after anybody has committed, until the task is cancelled or the store closed.
    ///
    /// Where it throws, it is done again after a second.
    /// - Parameters:
    ///   - pause: For so long it is not done again, however often somebody commits.
    ///   - act: What is done.
    ///   - failed: Is told what it threw: the first of failures in a row, as a store may be away for long.
    public func followCommits(
        pause: Duration,
        _ act: () async throws -> Void,
        failed: (any Error) -> Void
    ) async {
        var isFailing = false
        while !Task.isCancelled {
            do {
                for await _ in commits() {
                    try await act()
                    isFailing = false
                    try await Task.sleep(for: pause)
                }
                return
            } catch is CancellationError {
                return
            } catch {
                if !isFailing { failed(error) }
                isFailing = true
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Tells all nodes of the house something for the moment; it is kept nowhere, and whoever is away misses it.
    ///
    /// - Parameter messages: Each at most ``longestMessage`` bytes.
    /// - Throws: `unavailable` if the database's server does not answer.
    public func tellNodes(_ messages: [String]) async throws {
        try checkOpen()
        try await database.tellNodes(messages)
    }

    /// What all nodes tell, our own messages among them, until the store is closed; nil where there can be no other nodes,
    /// as the store is a file.
    ///
    /// Of a thousand messages that nobody has taken yet, the oldest are forgotten.
    public func nodeMessages() -> AsyncStream<String>? { database.nodeMessages() }

    /// Bytes of the longest message.
    public static let longestMessage = 7_900

    /// How much the connections to the database's server have to do; nil where the store is a file.
    public var pool: PoolFigures? { database.poolFigures }

    /// Asks the database for next to nothing, also while everybody else is turned away.
    /// - Throws: `unavailable` where it cannot be read; `invalid` where it was moved away since it was opened.
    public func probe() async throws {
        if isClosed.isSet.withLock({ $0 }) { throw NewsError(.unavailable, "The store is closed.") }
        try await database.read { sql in
            _ = try sql.server()
            try CopyMark.expectUsable(sql)
        }
    }

    /// From now on whoever reads or writes is told at once that the database does not answer, or no longer so.
    ///
    /// For whoever finds by ``probe()`` that it hangs: each that waits for it holds memory and a browser.
    public func turnAway(_ isStuck: Bool) {
        isClosed.isStuck.store(isStuck, ordering: .relaxed)
    }

    /// Ends the streams of commits and closes the database, after running transactions.
    ///
    /// Later calls throw, and so do transactions that wait. On a server, those that run for another five seconds are ended, and
    /// their callers are told `unavailable`; where that was at the commit, that nobody knows whether it is kept.
    public func close() {
        let wasClosed = isClosed.isSet.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        if !wasClosed { database.close() }
    }

    /// Seconds that closing takes at most, also where a server does not answer.
    public static let longestClosing = 10

    private func checkOpen() throws {
        if isClosed.isSet.withLock({ $0 }) { throw NewsError(.unavailable, "The store is closed.") }
        if isClosed.isStuck.load(ordering: .relaxed) {
            throw NewsError(.unavailable, "The database does not answer. Nothing was changed; try again in a while.")
        }
    }
}
