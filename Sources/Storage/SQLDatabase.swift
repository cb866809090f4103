internal import News

/// A database that keeps the store: it gives each transaction its connection.
///
/// There are two: a SQLite file, and a database on a PostgreSQL server.
protocol SQLDatabase: Sendable {
    /// Where it is, for people: a folder, or a server with the database's name, without user and password.
    var place: String { get }

    /// Runs the closure in a transaction that sees one consistent state and changes nothing.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Runs the closure in a transaction that is committed to the disk, or rolled back if the closure throws.
    ///
    /// Writers run one after another, including those of other processes, so what a transaction has read stays true
    /// until it is committed.
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Whether writers have their turns in the order in which they ask.
    var hasFairTurns: Bool { get }

    /// Yields at once, and soon after anybody has committed.
    func commits() -> AsyncStream<Void>

    /// How far the database's own clock is ahead of this machine's; zero where they are one.
    var clockOffset: Duration { get }

    /// Whether there is a standby to be read from.
    var hasStandby: Bool { get }

    /// How far the server's log had come when this node last committed or heard of a commit; 0 where there is no standby.
    var position: Int64 { get }

    /// Tells all other nodes of the house something that is kept nowhere.
    func tellNodes(_ messages: [String]) async throws

    /// What the nodes tell, our own among them; nil where there can be no others.
    func nodeMessages() -> AsyncStream<String>?

    /// How much its connections have to do; nil where it has none.
    var poolFigures: PoolFigures? { get }

    /// Damage to the search index's own structure, in sentences; empty if there is none.
    func searchIndexProblems() async throws -> [String]

    /// Ends the streams of commits and closes the database, after running transactions.
    func close()
}

extension NewsError {
    /// Why a store is not opened whose schema is newer than those that this program knows.
    static func madeByNewerProgram(schema: Int64, known: Int64) -> NewsError {
        NewsError(
            .invalid,
            "The store was made by a newer warta (schema \(schema), this one knows \(known)); update it."
        )
    }
}
