/// Why a picture was not taken.
public enum DarkroomError: Error, Hashable, Sendable {
    /// The bytes are in none of the accepted formats, whatever the file is called.
    case notAPicture
    /// Too many bytes or pixels; says how many and how many are allowed.
    case tooLarge(String)
    /// There is no file at this path, or it may not be read.
    case unreadable(String)
    /// Decoding it takes more time or memory than a picture may have, or breaks the decoder; says what to do.
    case tooCostly(String)
    /// It begins like a picture and cannot be decoded to its end; says what to do.
    case damaged(String)
    /// The picture may be sound, but the disk or the image library failed; says how.
    case storage(String)
    /// There is no room on the disk; says for which file.
    case noRoom(String)
    /// The depot in which pictures are kept is away for now; says how, and what to look at.
    case away(String)
    /// The depot does not do it until somebody mends something; says what.
    case refused(String)

    /// One sentence that fits after `picture hero.jpg: `.
    public var reason: String {
        switch self {
        case .notAPicture: "not a picture that can be used: send a JPEG, PNG, WebP, GIF, AVIF, HEIF or TIFF file"
        case .tooLarge: "too large: \(detail)"
        case .tooCostly: "cannot be decoded safely: \(detail)"
        case .unreadable: "cannot read \(detail): check that the file is there and may be read"
        case .damaged: "damaged: \(detail)"
        case .storage: "cannot be stored: \(detail)"
        case .noRoom: "cannot be stored: \(detail): no space left on device"
        case .away, .refused: "out of reach: \(detail)"
        }
    }

    /// The detail that the case carries.
    var detail: String {
        switch self {
        case .notAPicture: ""
        case .tooLarge(let detail), .tooCostly(let detail), .unreadable(let detail), .damaged(let detail),
            .storage(let detail), .noRoom(let detail), .away(let detail),
            .refused(let detail):
            detail
        }
    }
}

extension DarkroomError: CustomStringConvertible {
    /// The ``reason``.
    public var description: String { reason }
}
