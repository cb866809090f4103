internal import CPostgreSQL
internal import Foundation

/// One connection to the server, used by one thread at a time.
///
/// Each statement is prepared once and kept. Every answer is waited for with a limit, so that a server or a network that
/// hangs costs seconds; a connection that was lost or was waited for in vain is over and says so in `isLost`.
final class PostgreSQLSession {
    let handle: OpaquePointer
    private var statements: [String: [Statement]] = [:]
    private var prepared = 0
    private var transactions = 0
    private(set) var isLost = false
    /// The longest wait for an answer; nil for as long as it takes.
    var patience: Duration?
    /// Says that an answer is not waited for any longer: the statement is ended, and with it the connection.
    var cancellation: PostgreSQLCancellation?
    /// How rows are added to tables; made as they are needed.
    var rowStatements: [String: RowStatement] = [:]
    /// How many statements with rows were sent to which no answer was read.
    var unanswered = 0

    private struct Statement {
        let name: String
        /// What it expects.
        let types: [Oid]
    }

    /// Statements that are kept; a program has a few hundred, and lists of the newsroom make more by what is asked.
    private static let mostStatements = 600

    /// Connects; blocks for as long as the address' `connect_timeout` says.
    /// - Throws: `PostgreSQLError` with the server's words.
    init(_ address: PostgreSQLAddress) throws {
        let parameters = address.parameters.sorted { $0.key < $1.key }
        let made = withCStrings(parameters.map { $0.key }) { keywords in
            withCStrings(parameters.map { $0.value }) { PQconnectdbParams(keywords, $0, 0) }
        }
        guard let made else { throw PostgreSQLError(state: PostgreSQLError.lost, message: "out of memory") }
        guard PQstatus(made) == CONNECTION_OK else {
            defer { PQfinish(made) }
            throw PostgreSQLError(state: PostgreSQLError.lost, message: Self.message(of: made))
        }
        handle = made
        // Notices are for whoever types SQL; on a server's standard error they are noise.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        // Sending must not block for longer than `patience` either.
        PQsetnonblocking(handle, 1)
    }

    deinit { PQfinish(handle) }

    /// The number by which the server knows this connection.
    var identifier: Int32 { PQbackendPID(handle) }

    /// As 150018 for 15.18.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// SQL for the place up to which a primary's log is written: everything that anybody can see stands before it.
    static let position = "CAST(pg_current_wal_lsn() - '0/0' AS bigint)"

    /// Whether the server takes and gives UTF-8, by what it said when it was connected to.
    var isUTF8: Bool {
        PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } == "UTF8"
    }

    /// Runs one statement, which is prepared and kept.
    func run(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
        let statement = try statement(sql, values)
        return try answer {
            PostgreSQLValues(values).withPointers { pointers, lengths, formats in
                PQsendQueryPrepared(handle, statement.name, CInt(values.count), pointers, lengths, formats, 1)
            }
        }
    }

    /// Runs several statements without values, separated by semicolons.
    /// - Returns: The last one's result.
    @discardableResult
    func script(_ sql: String) throws -> PostgreSQLResult {
        try answer { PQsendQuery(handle, sql) }
    }

    /// Forgets prepared statements if there are too many, and after the 1st, 2nd, 4th, 8th … transaction that adds rows; only
    /// between transactions.
    ///
    /// The server keeps a statement's plan, and what it planned for an empty table may read much of a large one: an import
    /// makes the one of the other before the server has looked at it by itself, which it does each minute.
    func forgetStatements() throws {
        if !rowStatements.isEmpty { transactions += 1 }
        let hasGrown = !rowStatements.isEmpty && transactions & (transactions - 1) == 0
        guard prepared >= Self.mostStatements || hasGrown else { return }
        try script("DEALLOCATE ALL")
        (statements, rowStatements) = ([:], [:])
        prepared = 0
    }

    /// Waits for a notification for so long; those that have come are taken.
    func notifications(within time: Duration) throws -> [PostgreSQLNotification] {
        let known = takeNotifications()
        guard known.isEmpty, try wait(time) else { return known }
        try consume()
        return takeNotifications()
    }

    private func takeNotifications() -> [PostgreSQLNotification] {
        var taken: [PostgreSQLNotification] = []
        while let notification = PQnotifies(handle) {
            let channel = String(cString: notification.pointee.relname)
            taken.append(PostgreSQLNotification(channel: channel, payload: String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
        return taken
    }
}

/// What another connection gave notice of.
struct PostgreSQLNotification {
    let channel: String
    let payload: String
}

extension PostgreSQLSession {
    private func statement(_ sql: String, _ values: [SQLValue]) throws -> Statement {
        let known = statements[sql]?.first { zip(values, $0.types).allSatisfy { $0.fits($1) } }
        if let known { return known }
        prepared += 1
        let name = "s\(prepared)"
        let expected = values.map(\.type)
        try prepare(name, sql, expected)
        // What a null is, the server found out.
        let types =
            expected.contains(PostgreSQLType.unknown)
            ? try answer { PQsendDescribePrepared(handle, name) }.types : expected
        let statement = Statement(name: name, types: types)
        statements[sql, default: []].append(statement)
        return statement
    }

    /// Has the server prepare a statement under a name.
    /// - Parameter types: Those of its values.
    func prepare(_ name: String, _ sql: String, _ types: [Oid]) throws {
        _ = try answer { PQsendPrepare(handle, name, sql, CInt(types.count), types) }
    }

    /// Sends something and waits for its last result.
    private func answer(_ send: () -> CInt) throws -> PostgreSQLResult {
        guard !isLost else { throw PostgreSQLError(state: PostgreSQLError.lost, message: "the connection is lost") }
        guard cancellation?.isSet != true else { throw cancelled() }
        guard send() == 1 else { throw lost() }
        let deadline = patience.map { ContinuousClock.now + $0 }
        try flush(until: deadline)
        var last: PostgreSQLResult?
        var failure: PostgreSQLError?
        while let next = try nextResult(until: deadline) {
            last = PostgreSQLResult(next)
            if failure == nil { failure = PostgreSQLResult.error(of: next) }
            if PQstatus(handle) == CONNECTION_BAD { break }
        }
        if PQstatus(handle) == CONNECTION_BAD { throw lost() }
        if let failure { throw failure }
        guard let result = last.take() else { throw lost() }
        return result
    }

    /// Gives the server all that was sent, and takes meanwhile what it says.
    func flush(until deadline: ContinuousClock.Instant?) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: try waitOrLose(POLLIN | POLLOUT, until: deadline)
            default: throw lost()
            }
        }
    }

    /// The next result of the statement whose turn it is; nil if there is no other.
    func nextResult(until deadline: ContinuousClock.Instant?) throws -> OpaquePointer? {
        while PQisBusy(handle) == 1 { try waitOrLose(POLLIN, until: deadline) }
        return PQgetResult(handle)
    }

    /// Waits for a moment until the server can be read from, or written to, and reads what there is.
    private func waitOrLose(_ events: Int32, until deadline: ContinuousClock.Instant?) throws {
        guard cancellation?.isSet != true else { throw cancelled() }
        if let deadline, deadline < .now {
            isLost = true
            throw PostgreSQLError(state: PostgreSQLError.lost, message: "no answer came in time")
        }
        let left = deadline.map { $0 - .now } ?? PostgreSQLCancellation.interval
        if try wait(min(left, PostgreSQLCancellation.interval), events) { try consume() }
    }

    /// Ends what the server does for this connection.
    ///
    /// Nobody uses the connection again, so that a request which arrives late can end nothing else.
    private func cancelled() -> CancellationError {
        isLost = true
        if PQtransactionStatus(handle) == PQTRANS_ACTIVE { PostgreSQLStatementEnd.request(handle) }
        return CancellationError()
    }

    private func consume() throws {
        guard PQconsumeInput(handle) == 1 else { throw lost() }
    }

    /// Waits until there is something to read, or whatever else is waited for.
    /// - Returns: Whether there is.
    private func wait(_ time: Duration, _ events: Int32 = POLLIN) throws -> Bool {
        let milliseconds = max(0, min((time / .milliseconds(1)).rounded(.up), 1e9))
        var socket = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        guard socket.fd >= 0 else { throw lost() }
        let ready = poll(&socket, 1, CInt(milliseconds))
        return ready > 0 || (ready < 0 && errno == EINTR)
    }

    func lost() -> PostgreSQLError {
        isLost = true
        return PostgreSQLError(state: PostgreSQLError.lost, message: Self.message(of: handle))
    }

    /// The last thing that libpq says, on one line.
    private static func message(of handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: " ")
    }
}

/// Calls the closure with an array of C's strings that ends in nil.
private func withCStrings<T>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) } + [nil]
    return body(pointers)
}
