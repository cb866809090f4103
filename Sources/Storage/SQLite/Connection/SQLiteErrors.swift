internal import GRDB
internal import News

/// Turns SQLite's errors into sentences for whoever can do something about them.
enum SQLiteErrors {
    /// Runs a closure, and turns SQLite's errors that are not the program's fault into `unavailable`.
    static func translated<T>(_ body: () throws -> T) -> Result<T, any Error> {
        Result(catching: body).mapError { ($0 as? DatabaseError).flatMap(away) ?? $0 }
    }

    static func folder(_ folder: String) -> NewsError {
        NewsError(.unavailable, "The folder \(folder) cannot be written; check that it exists and who may write there.")
    }

    /// Why a store could not be opened.
    static func opening(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_NOTADB:
            return NewsError(
                .invalid,
                "The file \(path) is not a SQLite database; move it away or name another folder."
            )
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return NewsError(.unavailable, "The file \(path) cannot be written; check who may write there.")
        default:
            return away(error) ?? error
        }
    }

    /// A failed change may be one step of several: an import saves its stories in batches.
    private static let before = "what was saved before it stays."

    private static func away(_ error: DatabaseError) -> NewsError? {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            NewsError(.unavailable, "The database is busy with another program's change; try again in a moment.")
        case .SQLITE_FULL:
            NewsError(.unavailable, "The disk of the database is full. This change was not saved; \(before)")
        case .SQLITE_IOERR:
            NewsError(
                .unavailable,
                "The database's disk does not answer as it should. This change was not saved; \(before)"
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            NewsError(.unavailable, "The database file is damaged; restore a copy, then run warta check.")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            NewsError(.unavailable, "The database file cannot be written; check who may write in its folder.")
        case .SQLITE_MISUSE where error.message == "Connection is closed":
            NewsError(.unavailable, "The store is closed.")
        default: nil
        }
    }
}
