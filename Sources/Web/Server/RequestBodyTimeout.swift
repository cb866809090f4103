import NIOCore

/// The time that a request's body takes: some seconds for any, and one more for each so many bytes.
///
/// Counted from its beginning: one that drips byte by byte would else never end.
struct RequestBodyTimeout {
    /// When it began.
    private let since: NIODeadline
    /// Bytes that have come.
    private(set) var count = 0

    init(since: NIODeadline) {
        self.since = since
    }

    mutating func take(_ bytes: Int) { count += bytes }

    func isTooSlow(at now: NIODeadline, _ limits: Limits) -> Bool {
        let seconds = (now - since).nanoseconds / 1_000_000_000
        return seconds > Int64(limits.headerSeconds + count / limits.bodyRate)
    }
}
