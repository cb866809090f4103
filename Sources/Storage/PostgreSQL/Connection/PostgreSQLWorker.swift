internal import News

/// What one thread works with: its connection, made when it is needed and again when it was lost.
final class PostgreSQLWorker {
    private let connector: PostgreSQLConnector
    private let role: PostgreSQLRole
    private let listener: PostgreSQLStatementListener?
    private var session: PostgreSQLSession?
    /// Says that what it does now is not wanted any more.
    var cancellation: PostgreSQLCancellation?

    init(_ connector: PostgreSQLConnector, _ role: PostgreSQLRole, _ listener: PostgreSQLStatementListener?) {
        self.connector = connector
        self.role = role
        self.listener = listener
    }

    /// The channel on which the nodes of a house tell one another of commits.
    static let channel = "warta"

    /// One writer at a time in the whole house: whoever has this lock has the turn, until its transaction ends.
    ///
    /// Each schema of a database, where somebody keeps several houses in one, has a lock of its own.
    static let turn = "SELECT pg_advisory_xact_lock(1463898708, hashtext(current_schema()))"

    /// Runs the closure in a transaction that sees one state and changes nothing.
    func read<T>(_ body: (PostgreSQLConnection) throws -> T) throws -> T {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    /// Runs the closure in a transaction that has its turn among all writers, and tells the other nodes of it.
    func write<T>(_ body: (PostgreSQLConnection) throws -> T) throws -> T {
        try transaction("BEGIN; " + Self.turn, body)
    }

    /// The same for a change of the schema, which waits and works for as long as it takes.
    func change<T>(_ body: (PostgreSQLConnection) throws -> T) throws -> T {
        let session = try connected()
        let patience = session.patience
        session.patience = nil
        defer { session.patience = patience }
        let settings = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; "
        return try transaction("BEGIN; " + settings + Self.turn, body)
    }

    /// How far a standby has come; nil where the server is none.
    ///
    /// Asked outside of a transaction, whose view of the data would be older than the answer.
    func replayed() throws -> Int64? { try aside { try $0.run(Self.replay, []).row(0).integer(0) } }

    /// How far a primary has come.
    func position() throws -> Int64 {
        try aside { try $0.run("SELECT \(PostgreSQLSession.position)", []).row(0).required(0) }
    }

    private static let replay = """
        SELECT CASE WHEN pg_is_in_recovery() THEN CAST(pg_last_wal_replay_lsn() - '0/0' AS bigint) END
        """

    /// Asks something outside of any transaction, with another connection if the one that is there was lost.
    private func aside<T>(_ body: (PostgreSQLSession) throws -> T) throws -> T {
        let hadOne = session != nil
        do {
            return try dropping(body)
        } catch  where hadOne && session == nil && cancellation?.isSet != true {
            return try dropping(body)
        }
    }

    private func dropping<T>(_ body: (PostgreSQLSession) throws -> T) throws -> T {
        let session = try connected()
        defer { if session.isLost { self.session = nil } }
        return try body(session)
    }

    /// Gives notice to all nodes, of nothing that was changed.
    func tell(_ messages: [String]) throws {
        let session = try begin("BEGIN")
        do {
            for message in messages { _ = try session.run(Self.say, [.text(message)]) }
            try session.script("COMMIT")
        } catch {
            rollBack(session)
            throw error
        }
    }

    /// The channel on which nodes talk: one for each schema of a database, as those are houses of their own.
    static let talkChannel = "'warta_talk_' || abs(CAST(hashtext(current_schema()) AS bigint))"

    private static let say = "SELECT pg_notify(\(talkChannel), $1)"

    /// Runs SQL outside of any transaction.
    func script(_ sql: String) throws {
        try connected().script(sql)
    }

    private func transaction<T>(_ beginning: String, _ body: (PostgreSQLConnection) throws -> T) throws -> T {
        let session = try begin(beginning)
        let connection = PostgreSQLConnection(session, listener: listener)
        let value: T
        do {
            value = try body(connection)
            try connection.finishRows()
            if let fault = connection.fault { throw fault }
        } catch {
            rollBack(session)
            throw error
        }
        try commit(connection)
        return value
    }

    /// Begins a transaction, with another connection if the one that is there was lost while nobody used it.
    private func begin(_ script: String) throws -> PostgreSQLSession {
        let hadOne = session != nil
        do {
            return try begin(script, connected())
        } catch  where hadOne && session == nil && cancellation?.isSet != true {
            return try begin(script, connected())
        }
    }

    private func begin(_ script: String, _ session: PostgreSQLSession) throws -> PostgreSQLSession {
        do {
            try session.forgetStatements()
            try session.script(script)
            return session
        } catch {
            rollBack(session)
            throw error
        }
    }

    private func commit(_ connection: PostgreSQLConnection) throws {
        let session = connection.session
        // What is given up before its commit is sent is not in doubt.
        guard cancellation?.isSet != true else {
            rollBack(session)
            throw CancellationError()
        }
        do {
            let notice = connection.hasChanges ? "NOTIFY \(Self.channel); " : ""
            try session.script(notice + "COMMIT")
        } catch {
            let wasLost = session.isLost
            rollBack(session)
            // Whoever changed nothing has what it asked for.
            guard connection.hasChanges else { return }
            throw wasLost ? PostgreSQLError(state: PostgreSQLError.commitLost, message: "lost at its commit") : error
        }
    }

    private func rollBack(_ session: PostgreSQLSession) {
        // Rows may have been refused that nobody has asked about.
        _ = try? session.takeAnswers()
        if !session.isLost { _ = try? session.script("ROLLBACK") }
        // A connection that was lost, or may still be in a transaction, is not used again.
        if session.isLost { self.session = nil }
    }

    private func connected() throws -> PostgreSQLSession {
        try cancellation?.check()
        let connected = try session ?? connect()
        connected.cancellation = cancellation
        session = connected
        return connected
    }

    private func connect() throws -> PostgreSQLSession {
        let made = try connector.connect(for: role)
        if role == .copier { try lockForCopying(made) }
        return made
    }

    /// Waits a moment, as the server may still be busy with what a copier that was killed had asked for.
    private func lockForCopying(_ session: PostgreSQLSession) throws {
        do {
            try session.script(Self.copying)
        } catch let error as PostgreSQLError where error.state == PostgreSQLError.lockedTooLong {
            throw NewsError.isBeingCopied(connector.address.place)
        }
    }

    /// A lock that the connection has for as long as it lives: whoever writes into a store that is copied has it.
    private static let copying = """
        SET LOCAL lock_timeout = '3s'; SELECT pg_advisory_lock(1463898709, hashtext(current_schema()))
        """
}
