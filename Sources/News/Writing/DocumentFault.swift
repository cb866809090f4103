/// Why a document or a step is refused.
///
/// Each reason is the end of an English sentence, for the log and for whoever writes a client; a member is told in words
/// of the newsroom.
public enum DocumentFault: Error, Hashable {
    /// The JSON is no document or step of this schema.
    case unreadable(String)
    /// The step has no place in the document that it came to.
    case doesNotFit(String)
    /// The document would be none that the schema allows.
    case notAllowed(String)
    /// The document would be larger than a body may be, or have more related blocks.
    case tooLarge

    public var reason: String {
        switch self {
        case .unreadable(let reason), .doesNotFit(let reason), .notAllowed(let reason): reason
        case .tooLarge: "is larger than a story's text may be"
        }
    }
}
