internal import Dispatch
internal import News
internal import Synchronization

/// A database on a PostgreSQL server, which several nodes may have in common.
///
/// Many read at once, each on a thread of its own. One writes at a time, of all nodes (`PostgreSQLWorker.turn`): so what a
/// transaction has read stays true until it is committed, numbers become visible in order, and no transaction has to be
/// tried again. A node needs one thread for that.
final class PostgreSQLDatabase: SQLDatabase {
    var place: String { connector.address.place }
    var clockOffset: Duration { connector.clock.offset }
    private let connector: PostgreSQLConnector
    private let readers: PostgreSQLThreads
    private let writers: PostgreSQLThreads
    private let talkers: PostgreSQLThreads
    private let standby: PostgreSQLStandby?
    private let reached = PostgreSQLPosition()
    private let observer: PostgreSQLCommitObserver

    /// The oldest server that is known to do: 13.
    private static let oldestServer = 130_000

    /// - Parameters:
    ///   - address: A `postgresql://` address, as libpq reads it.
    ///   - standby: The address of a standby that may be read from.
    ///   - writer: What its writers' connections are for.
    ///   - readers: Readers at once, and how many may wait.
    /// - Throws: `invalid` if the address cannot be read.
    init(
        address: String,
        standby: String? = nil,
        writer: PostgreSQLRole = .writer,
        readers: PostgreSQLThreads.Limits = .init(threads: 8),
        writers: PostgreSQLThreads.Limits = .init(threads: 1),
        listener: PostgreSQLStatementListener? = nil
    ) throws {
        let connector = PostgreSQLConnector(try PostgreSQLAddress(address))
        self.connector = connector
        self.readers = PostgreSQLThreads("Warta.read", readers) { PostgreSQLWorker(connector, .reader, listener) }
        self.writers = PostgreSQLThreads("Warta.write", writers) { PostgreSQLWorker(connector, writer, listener) }
        talkers = PostgreSQLThreads("Warta.talk", .init(threads: 1, queue: 16, wait: .seconds(5))) {
            PostgreSQLWorker(connector, .talker, listener)
        }
        let standby = try standby.map {
            PostgreSQLStandby(try PostgreSQLAddress($0), readers: readers.threads, listener)
        }
        self.standby = standby
        observer = PostgreSQLCommitObserver(connector, reached, standby)
        standby?.start()
    }

    deinit {
        // Whoever drops the last reference may be one of the threads, which cannot wait for itself.
        for part in parts { part.close() }
    }

    /// Connects, and brings the schema up to date; nodes that start together do this one after another.
    /// - Throws: `unavailable` if the server cannot be reached, `invalid` if it cannot keep a store, the database holds
    ///   something else, or it was made by a newer program.
    func open(_ opening: StoreOpening = .usual) async throws {
        let schema = PostgreSQLSchema.shipped.upTo(opening.schema)
        try await writers.run { [connector] worker in
            do {
                try worker.checkServer(oldest: Self.oldestServer)
                if !opening.isForCopying { try worker.read { try CopyMark.expectUsable($0) } }
                if try worker.read({ try schema.isBehind($0, opening) }) {
                    try worker.change { try schema.run($0) }
                }
            } catch {
                throw PostgreSQLErrors.opening(error, connector.address)
            }
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        if let standby, let terms = Store.standby, let value = try await standby.read(terms, body) { return value }
        return try await readers.run(endsWithTask: true) { worker in try worker.read { try body($0) } }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let value = try await writers.run { [reached, hasStandby] worker in
            let value = try worker.write { try body($0) }
            // It is committed, whether or not it can be said up to where.
            if hasStandby, let position = try? worker.position() { reached.note(position) }
            return value
        }
        observer.tell()
        return value
    }

    /// The server gives its lock to whoever waits for it, one after another.
    var hasFairTurns: Bool { true }

    var hasStandby: Bool { standby != nil }

    var position: Int64 { reached.bytes }

    func tellNodes(_ messages: [String]) async throws {
        try await talkers.run { try $0.tell(messages) }
    }

    func nodeMessages() -> AsyncStream<String>? { observer.messages() }

    var poolFigures: PoolFigures? {
        PoolFigures(reading: readers.figures, writing: writers.figures, standby: standby?.figures)
    }

    func commits() -> AsyncStream<Void> {
        observer.stream()
    }

    func close() {
        let parts = parts
        for part in parts { part.close() }
        let begin = DispatchTime.now()
        guard !parts.allSatisfy({ $0.hasEnded(by: begin + Self.courtesy) }) else { return }
        for part in parts { part.cancel() }
        let end = begin + Self.courtesy * 2
        _ = parts.allSatisfy { $0.hasEnded(by: end) }
        _ = PostgreSQLStatementEnd.areSent(by: end)
    }

    /// Seconds that what runs has to end by itself when the database is closed, and then again to be given up.
    private static let courtesy = Double(Store.longestClosing) / 2

    private var parts: [any PostgreSQLThreaded] {
        [observer, readers, writers, talkers] + (standby.map { [$0] } ?? [])
    }

    /// Runs SQL outside of any transaction.
    ///
    /// Only for tests, which must cause damage that a transaction would refuse.
    func unguarded(_ script: String) async throws {
        try await writers.run { try $0.script(script) }
    }
}

/// How far a server's log is known to have come.
final class PostgreSQLPosition: Sendable {
    private let value = Atomic<Int64>(0)

    var bytes: Int64 { value.load(ordering: .acquiring) }

    func note(_ position: Int64) { value.max(position, ordering: .acquiringAndReleasing) }
}

extension PostgreSQLWorker {
    /// - Throws: `invalid` if the server is too old, or its database holds another encoding than UTF-8.
    fileprivate func checkServer(oldest: Int) throws {
        let (version, isUTF8) = try read { ($0.session.serverVersion, $0.session.isUTF8) }
        guard version >= oldest else {
            let (needed, present) = (oldest / 10_000, version / 10_000)
            throw NewsError(.invalid, "Warta needs PostgreSQL \(needed) or newer; the server is version \(present).")
        }
        guard isUTF8 else {
            throw NewsError(.invalid, "The database's encoding is not UTF8; make one with createdb --encoding=UTF8.")
        }
    }
}
