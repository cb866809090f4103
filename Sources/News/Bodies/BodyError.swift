/// Why a text could not be read as a body.
public enum BodyError: Error, Hashable, Sendable {
    /// More than `Body.longest` bytes.
    case tooLong(bytes: Int)
    /// More tags, or more attributes in one tag, than any story has: such markup is made to exhaust a parser.
    case tooManyElements
    /// More related blocks than `Body.mostRelated`.
    case manyRelated
    /// The parser failed for an internal reason.
    case unreadable

    /// What is wrong, as the end of a sentence: "the body …".
    public var reason: String {
        switch self {
        case .tooLong(let bytes):
            "has \(bytes) bytes; at most \(Body.longest) are taken"
        case .tooManyElements:
            "has more than \(Body.mostElements) tags, or tags nested and repeated beyond measure"
        case .manyRelated:
            "names more than \(Body.mostRelated) stories in blocks of their own"
        case .unreadable:
            "is HTML that cannot be read"
        }
    }
}
