public import News

/// How long others may keep a page.
public enum HTTPCaching: Hashable, Sendable {
    /// A page with rails, by the age of what it tells.
    case page(age: Age)
    /// A page with a line of breaking news that has so few seconds left.
    case closing(seconds: Int)
    /// A feed or a sitemap.
    case list
    /// A file whose address holds a digest of its bytes, so that it may be kept for ever.
    case immutable
    /// A notice that there is no page, or none any more.
    ///
    /// Caches keep it for a moment, so that it replaces the page that they had.
    case notice
    /// A picture: its address holds a digest too, but its story may be withdrawn.
    case picture
    /// A search, which is asked for again each time.
    case revalidated
    /// An error that passes; not to be kept.
    case none

    /// How old the newest change that a page tells of is: less than a day, less than thirty days, or more.
    public enum Age: Hashable, Sendable {
        case fresh, recent, archive
    }

    /// Chosen by the time since the page's last change.
    public static func page(since changed: Timestamp, now: Timestamp) -> HTTPCaching {
        let seconds = (now.milliseconds - changed.milliseconds) / 1_000
        return .page(age: seconds < 86_400 ? .fresh : seconds < 30 * 86_400 ? .recent : .archive)
    }

    /// For how many seconds a page with rails is kept at most.
    public static let longestPage = 30

    /// The same for a page whose line of breaking news has so few seconds left: no copy of it outlives the line.
    func closing(within seconds: Int) -> HTTPCaching {
        railsSeconds.map { .closing(seconds: min($0, seconds)) } ?? self
    }

    /// For how many seconds a page with rails is kept; nil for anything else.
    private var railsSeconds: Int? {
        switch self {
        case .page(.fresh), .notice: 5
        case .page(.recent): 10
        case .page(.archive): Self.longestPage
        case .closing(let seconds): seconds
        case .list, .immutable, .picture, .revalidated, .none: nil
        }
    }

    /// The value of `Cache-Control` (RFC 9111).
    ///
    /// The rails bound how long a whole page may stand. Nothing may be served stale for longer (RFC 5861): a story
    /// that is withdrawn has left every cache when these seconds are over. See docs/decisions/0013-caches-forget.md.
    public var header: String {
        switch self {
        case .page, .notice, .closing: "public, max-age=\(railsSeconds ?? 0)"
        case .list: "public, max-age=60"
        case .immutable: "public, max-age=31536000, immutable"
        // A browser has shown it already and keeps it for a day. A cache that others read from asks each minute, which
        // costs a 304, and is never allowed to serve it while it asks.
        case .picture: "public, max-age=86400, s-maxage=60"
        case .revalidated: "private, no-cache"
        case .none: "no-store"
        }
    }
}
