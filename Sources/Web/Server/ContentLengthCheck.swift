import HTTPTypes

/// Holds an answer to the length that its head has told.
///
/// What is sent may change while it is sent: a file of a picture gets shorter. The client would then take the next
/// answer for the rest of this one, or the rest of this one for the next (RFC 9112 section 6.3).
struct ContentLengthCheck {
    /// What was written did not have the length that was told.
    struct Broken: Error {}

    /// Bytes that are still to come; nil where any number may.
    private var left: Int?

    /// - Parameters:
    ///   - head: Of the answer.
    ///   - method: Of the request.
    init(_ head: HTTPResponse, to method: HTTPRequest.Method?) {
        let hasNoBody = method == .head || head.status == .notModified || head.status == .noContent
        left = hasNoBody ? 0 : head.headerFields[.contentLength].flatMap { Int($0) }
    }

    /// Before a head: nothing is promised.
    init() {}

    /// Counts bytes of the body; false where they are more than was told.
    mutating func take(_ bytes: Int) -> Bool {
        guard let left else { return true }
        self.left = left - bytes
        return bytes <= left
    }

    /// Whether the body may end here.
    var isKept: Bool { left == nil || left == 0 }
}
