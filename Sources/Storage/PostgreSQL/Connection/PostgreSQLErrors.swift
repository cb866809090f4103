internal import News

/// What the server, or the library that speaks to it, reports.
struct PostgreSQLError: Error {
    /// Five characters: the SQL standard's class, and PostgreSQL's own kind in it.
    let state: String
    let message: String

    /// The connection was lost, or there never was one.
    static let lost = "08006"
    /// The connection was lost while a commit was under way.
    static let commitLost = "08007"
    /// Somebody else has kept a lock for longer than whoever wants it waits.
    static let lockedTooLong = "55P03"

    /// The kind of constraint that a change would break; nil if it is about something else.
    var rule: SQLFault.Rule? {
        switch state {
        case "23505": .unique
        case "23503": .reference
        case "23502": .notNull
        case "23514": .check
        // Triggers; values that do not fit the type of a column.
        case _ where state.hasPrefix("23") || state.hasPrefix("22"): .other
        default: nil
        }
    }
}

/// Turns PostgreSQL's errors into sentences for whoever can do something about them.
enum PostgreSQLErrors {
    /// The error as the rest of the program knows it; what is the program's fault stays as it is.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? PostgreSQLError else { return error }
        if let rule = error.rule { return SQLFault.refused(rule, error.message) }
        return away(error) ?? error
    }

    /// Why a database could not be opened.
    static func opening(_ error: any Error, _ address: PostgreSQLAddress) -> any Error {
        guard let error = error as? PostgreSQLError else { return error }
        let reason = address.withoutPassword(error.message)
        guard error.state == PostgreSQLError.lost else { return away(error) ?? error }
        return NewsError(.unavailable, "The database at \(address.place) cannot be reached. The server says: \(reason)")
    }

    static let closed = NewsError(.unavailable, "The store is closed.")
    static let busy = NewsError(.unavailable, "The database has too much to do; try again in a moment.")

    /// A failed change may be one step of several: an import saves its stories in batches.
    private static let before = "what was saved before it stays."

    private static func away(_ error: PostgreSQLError) -> NewsError? {
        sentence(error.state).map { NewsError(.unavailable, $0) }
    }

    private static func sentence(_ state: String) -> String? {
        switch state {
        case PostgreSQLError.commitLost:
            "The database went away while it was saving, so nobody knows whether this change was saved; look first, "
                + "then make it again if it is missing."
        case PostgreSQLError.lockedTooLong, "40001", "40P01":
            "The database is busy with another program's change; try again in a moment."
        case "57014": "The database took too long for this and was stopped; \(before)"
        case "53100": "The disk of the database is full. This change was not saved; \(before)"
        case "25006", "42501":
            "The database cannot be written; check the rights of its user, and that it is no standby."
        case "XX001", "XX002": "The database is damaged; restore a copy, then run warta check."
        case _ where state.hasPrefix("08") || state.hasPrefix("57P") || state.hasPrefix("53") || state == "25P03":
            "The database does not answer. This change was not saved; \(before)"
        default: nil
        }
    }
}
