/// What went wrong, said so that the person who asked can mend it.
///
/// The one error that leaves a room. Anything else that is thrown is a fault of ours: it is logged, and the
/// outside is told "internal".
public struct NewsError: Error, Hashable, Sendable {
    /// A closed set; `Web` maps each to a status, `warta` to an exit code.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// What was given cannot be understood or breaks a rule of form.
        case invalid
        /// What was named does not exist.
        case notFound = "not_found"
        /// The rules of the newsroom do not allow this step now.
        case refused
        /// It was tried and was wrong too often; it may be tried again in a while.
        case throttled
        /// Somebody else changed it since it was read.
        case conflict
        /// A part that is needed, such as the database, is away for now.
        case unavailable
    }

    public let code: Code
    /// One sentence for people: what happened and what to do.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension NewsError: CustomStringConvertible {
    public var description: String { message }
}
