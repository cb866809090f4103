internal import Synchronization

/// What a connection is for, which says how long its statements may take.
enum PostgreSQLRole {
    case reader, writer, listener, talker, standby, probe
    /// Writes while a store is copied, moved or restored, and no other does.
    case copier

    /// Seconds that a statement may take.
    private var limit: Int {
        switch self {
        case .reader: 30
        case .writer, .copier: 60
        case .listener, .talker: 10
        // Whoever waits here can ask the primary instead.
        case .standby: 5
        case .probe: 1
        }
    }

    /// The longest wait for an answer: somewhat longer than the server takes to give up by itself.
    fileprivate var patience: Duration { .seconds(limit + 5) }

    /// What is acknowledged is on the disk, whatever a server's usual settings are.
    private static let durability = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """

    /// What is set for the whole of a connection.
    ///
    /// A writer waits for its turn as long as SQLite's does. One that does nothing in its transaction is ended by the server,
    /// as all others wait for it; a reader may compute for longer, as the check of a store does. What a talker says is kept
    /// nowhere, and waits for no disk. A writer asks for rows by their keys, and its prepared statements keep their plans while
    /// an import makes large tables of empty ones: it never reads a table from one end to the other.
    fileprivate var settings: String {
        """
        SET statement_timeout = '\(limit)s'; SET lock_timeout = '10s';
        SET idle_in_transaction_session_timeout = '\(isWriting ? "30s" : "5min")';
        SET jit = off; SET standard_conforming_strings = on;
        \(self == .talker ? "SET synchronous_commit = off" : Self.durability);
        \(isWriting ? Self.compression : "");
        \(self == .writer ? "SET enable_seqscan = off" : "");
        \(self == .copier ? Self.aliveness : "")
        """
    }

    private var isWriting: Bool { self == .writer || self == .copier }

    /// Texts are compressed with LZ4 where the server can: that takes a fraction of the time, and some more room.
    private static let compression = """
        SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings
        WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
        """

    /// The lock that a copier's connection has goes with it in two minutes, where its machine was switched off; and no
    /// firewall forgets a connection that waits for the copy.
    private static let aliveness = """
        SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 9
        """
}

/// Makes connections; while the server is away it tries seldom, and whoever asks in between is told so at once.
final class PostgreSQLConnector: Sendable {
    let address: PostgreSQLAddress
    let clock = PostgreSQLClock()
    private let outage = Mutex(Outage())

    private struct Outage {
        var failures = 0
        var quietUntil = ContinuousClock.now
        var reason: PostgreSQLError?
    }

    /// Between two tries at most.
    private static let longestPause = Duration.seconds(2)

    init(_ address: PostgreSQLAddress) {
        self.address = address
    }

    /// Blocks for some seconds at most.
    func connect(for role: PostgreSQLRole) throws -> PostgreSQLSession {
        if let reason = outage.withLock({ $0.quietUntil > .now ? $0.reason : nil }) { throw reason }
        do {
            let session = try PostgreSQLSession(address)
            session.patience = role.patience
            try session.script(role.settings)
            try clock.compare(session)
            outage.withLock { $0 = Outage() }
            return session
        } catch let error as PostgreSQLError {
            outage.withLock { outage in
                outage.failures += 1
                let pause = Duration.milliseconds(50) * (1 << min(outage.failures, 6))
                outage.quietUntil = .now + min(pause, Self.longestPause)
                outage.reason = error
            }
            throw error
        }
    }
}
