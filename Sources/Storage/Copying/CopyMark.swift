public import News

/// What a store says of a copy that is made into it, or of a move away from it, for as long as that is not done.
///
/// It stands in a table of its own that is there only meanwhile, so a program that opens the store is told of it.
public struct CopyMark: Hashable, Sendable {
    /// What the store is in this.
    public enum Role: String, Sendable {
        /// It is being filled and not whole: nobody serves it.
        case target
        /// It is being moved: it is read, and the newsroom is closed.
        case source
        /// It was moved: the other one is the newspaper now.
        case moved
    }

    public let role: Role
    /// The same in both stores of a move; in a restored one, which backup it is made of.
    public let token: String
    /// Where the other one is, for people.
    public let place: String
    /// Whether what was copied was compared with what it was copied from.
    public let isProved: Bool

    static let table = "store_copy"
    /// What a database says of a change that it refuses meanwhile.
    static let refusal = "the newspaper is being moved"

    static func trigger(_ table: StoredTable, _ change: String) -> String {
        "\(table.name)_\(change.lowercased())_waits_for_move"
    }
}

extension NewsError {
    /// Why a store takes no change while its house moves.
    public static let newsroomIsClosed = NewsError(
        .unavailable,
        "The newspaper is being moved to another database. This change was not saved; make it again when that is done."
    )
}

extension NewsError {
    /// Why a store is not opened to be copied: who copies it must be alone.
    static func isBeingCopied(_ place: String) -> NewsError {
        NewsError(
            .unavailable,
            "Another `warta move` or `warta restore` works on \(place) now; wait until it has ended, then run this again."
        )
    }

    /// Why a store is not moved: it is on its way to another place.
    public static func isMovedElsewhere(_ place: String, to other: String) -> NewsError {
        NewsError(
            .conflict,
            "The newspaper in \(place) is being moved to \(other), or was; go on with that, or use `warta move --cancel`."
        )
    }
}

extension CopyMark {
    /// The mark of a store; nil if nothing is under way.
    init?(_ sql: any SQLConnection) throws {
        guard try sql.hasTable(Self.table),
            let row = try sql.row("SELECT role, token, place, is_proved FROM \(Self.table)")
        else { return nil }
        guard let role = Role(rawValue: try row.string(0)) else { throw SQLFault.column(0, "a role") }
        self.init(role: role, token: try row.string(1), place: try row.string(2), isProved: try row.required(3) == 1)
    }

    init(_ role: Role, token: String, place: String) {
        self.init(role: role, token: token, place: place, isProved: false)
    }

    func keep(_ sql: any SQLConnection) throws {
        if try !sql.hasTable(Self.table) {
            try sql.execute(
                """
                CREATE TABLE \(Self.table)
                (role text NOT NULL, token text NOT NULL, place text NOT NULL, is_proved bigint NOT NULL)
                """
            )
        }
        try sql.execute("DELETE FROM \(Self.table)")
        try sql.execute(
            "INSERT INTO \(Self.table) (role, token, place, is_proved) VALUES ($1, $2, $3, $4)",
            [.text(role.rawValue), .text(token), .text(place), isProved ? 1 : 0]
        )
    }

    static func remove(_ sql: any SQLConnection) throws {
        guard try sql.hasTable(table) else { return }
        try sql.execute("DELETE FROM \(table)")
        try sql.execute("DROP TABLE \(table)")
    }

    func with(_ role: Role? = nil, isProved: Bool? = nil) -> CopyMark {
        CopyMark(role: role ?? self.role, token: token, place: place, isProved: isProved ?? self.isProved)
    }

    /// - Throws: `invalid` where the store is not to be used: it is not whole, or another one has taken its place.
    static func expectUsable(_ sql: any SQLConnection) throws {
        guard let mark = try CopyMark(sql) else { return }
        switch mark.role {
        case .source: return
        case .target:
            throw NewsError(
                .invalid,
                "The store is not whole: the copy of \(mark.place) into it has not ended. Run again the `warta move` or "
                    + "`warta restore` that began it; or use another folder or database, and if it was a move, open the newsroom "
                    + "of \(mark.place) with `warta move --cancel`."
            )
        case .moved:
            throw NewsError(
                .invalid,
                "The newspaper was moved to \(mark.place); use it there. To have it here again as it was before, "
                    + "use `warta move --cancel --discard`."
            )
        }
    }
}

extension SQLFault {
    /// What a constraint refused, as whoever asked for the change is told.
    static func refused(_ rule: Rule, _ message: String) -> any Error {
        message.contains(CopyMark.refusal) ? NewsError.newsroomIsClosed : SQLFault.constraint(rule, message)
    }
}

/// How a store is opened.
struct StoreOpening: Sendable {
    /// Also where it is not whole, or was moved.
    var isForCopying = false
    /// The number of the schema that a new one is given, while one that is there stays as it is; nil for the newest, also for
    /// one that is there.
    var schema: Int?

    static let usual = StoreOpening()
}
