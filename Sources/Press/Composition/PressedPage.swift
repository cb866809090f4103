public import News

/// A page as it is sent: a short list of fragments and what its head says.
public struct PressedPage: Sendable {
    public enum Status: Int, Sendable {
        case ok = 200
        case badRequest = 400
        case notFound = 404
        case gone = 410
        case unavailable = 503
    }

    /// In order; two for a page with the shared tail, one for a feed or a file.
    public let fragments: [Fragment]
    public let status: Status
    /// The value of `Content-Type`.
    public let mediaType: String
    public let caching: Caching
    /// The second in which its newest part was pressed.
    public let lastModified: Timestamp
    /// What a CDN may purge it by.
    public let surrogateKeys: [String]
    /// Whether it holds an ESI include, for the proxy that said it can stitch.
    public var isStitched = false

    /// Bytes of the page without coding.
    public var length: Int { fragments.reduce(0) { $0 + $1.length } }

    /// The strong validator of RFC 9110 section 8.8.3: made of the fragments' digests, so equal on every node, and
    /// different for each coding, as their bytes differ.
    public func entityTag(gzip: Bool) -> String {
        "\"" + fragments.map(\.digest).joined(separator: "-") + (gzip ? "-gz\"" : "\"")
    }

    /// The gzip member in parts to be written one after the other; nothing is compressed here.
    public func gzipParts() -> [[UInt8]] {
        [Deflate.gzipHeader] + fragments.map(\.segment) + [Deflate.end + Deflate.gzipTrailer(of: fragments)]
    }

    /// The plain bytes in parts; inflates each fragment.
    public func identityParts() -> [[UInt8]] {
        fragments.map { $0.inflated() }
    }
}

/// How long others may keep a page.
public enum Caching: Hashable, Sendable {
    /// A page with rails, by the age of what it tells.
    case page(age: Age)
    /// A feed or a sitemap.
    case list
    /// An address that names its own bytes.
    case immutable
    /// Everybody's own, to be asked for again each time: searches.
    case revalidated
    /// Not to be kept: errors.
    case none

    public enum Age: Hashable, Sendable {
        case fresh, recent, archive
    }

    /// By the time since the last change: a day and thirty days part the ages.
    public static func page(since changed: Timestamp, now: Timestamp) -> Caching {
        let seconds = (now.milliseconds - changed.milliseconds) / 1_000
        return .page(age: seconds < 86_400 ? .fresh : seconds < 30 * 86_400 ? .recent : .archive)
    }

    /// The value of `Cache-Control` (RFC 9111, RFC 5861).
    ///
    /// The rails bound how long a whole page may stand; an old story may be served stale for longer while the
    /// origin is away, as its own part hardly changes any more.
    public var header: String {
        switch self {
        case .page(.fresh): "public, max-age=5, stale-while-revalidate=30, stale-if-error=3600"
        case .page(.recent): "public, max-age=10, stale-while-revalidate=60, stale-if-error=86400"
        case .page(.archive): "public, max-age=30, stale-while-revalidate=300, stale-if-error=604800"
        case .list: "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"
        case .immutable: "public, max-age=31536000, immutable"
        case .revalidated: "private, no-cache"
        case .none: "no-store"
        }
    }
}
