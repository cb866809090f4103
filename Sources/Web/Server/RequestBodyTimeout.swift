import NIOCore

/// Limits the time that a request's body takes: some seconds for any body, and one more for each so many bytes.
///
/// The time is counted from the body's beginning; otherwise one that drips byte by byte would never end.
struct RequestBodyTimeout {
    /// When it began.
    private let since: NIODeadline
    /// Bytes received.
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
