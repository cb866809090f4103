/// A database that keeps the store: it gives each transaction its connection.
///
/// `SQLiteDatabase` is the one conformer so far.
protocol SQLDatabase: Sendable {
    /// Runs the closure in a transaction that sees one consistent state and changes nothing.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Runs the closure in a transaction that is committed to the disk, or taken back where the closure throws.
    ///
    /// Writers come one after another, also those of other processes: what a transaction has read stays so until it
    /// is committed.
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Yields at once, and soon after anybody has committed.
    func commits() -> AsyncStream<Void>

    /// What the search index says of its own structure, in sentences; empty where it is sound.
    func searchIndexProblems() async throws -> [String]

    /// Ends the streams of commits and lets the database go, after what is under way.
    func close()
}
