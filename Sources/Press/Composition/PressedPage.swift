public import NIOCore
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

    /// What is the page's own.
    public let part: PressedPart
    /// What follows it: the ending, or an ESI include in its place; nil for a feed or a file.
    public let ending: Fragment?
    /// The second in which its newest part was pressed.
    public let lastModified: Timestamp
    /// Whether it holds an ESI include, for the proxy that said it can stitch.
    public let isStitched: Bool

    init(_ part: PressedPart, ending: SharedEnding?) {
        self.part = part
        self.ending = ending?.fragment
        isStitched = false
        lastModified = max(part.pressedAt, ending?.pressedAt ?? part.pressedAt)
    }

    init(_ part: PressedPart, include: Fragment) {
        self.part = part
        ending = include
        isStitched = true
        lastModified = part.pressedAt
    }

    /// The part with an ESI include where the ending would stand (W3C note *ESI Language Specification 1.0*); a part
    /// without an ending as it is.
    static func stitched(_ part: PressedPart) -> PressedPage {
        part.hasSharedEnding ? PressedPage(part, include: include) : PressedPage(part, ending: nil)
    }

    private static let include = Fragment.press(
        Array("<esi:include src=\"\(Address.rails.path)\"/>\n".utf8),
        unless: nil,
        tally: PressTally()
    )

    public var status: Status { part.status }
    public var caching: Caching { part.caching }

    /// The page in order.
    public var fragments: [Fragment] { [part.fragment] + [ending].compactMap { $0 } }

    /// Bytes of the page without coding.
    public var length: Int { part.fragment.length + (ending?.length ?? 0) }

    /// Bytes of the page as a gzip member.
    public var gzipLength: Int {
        Deflate.gzipHeader.count + part.fragment.segment.count + (ending?.segment.count ?? 0) + GzipEnd.count
    }

    /// The strong validator of RFC 9110 section 8.8.3: made of the fragments' digests, so equal on every node, and
    /// different for each coding, as their bytes differ.
    public func entityTag(gzip: Bool) -> String {
        var tag = ByteBuffer()
        writeEntityTag(gzip: gzip, to: &tag)
        return String(buffer: tag)
    }

    /// Writes the validator where a head is being made.
    public func writeEntityTag(gzip: Bool, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("\"")
        part.fragment.writeDigest(to: &buffer)
        if let ending {
            buffer.writeStaticString("-")
            ending.writeDigest(to: &buffer)
        }
        if gzip { buffer.writeStaticString("-gz") }
        buffer.writeStaticString("\"")
    }

    /// Writes the gzip member: segments behind one another, and what begins and ends them.
    ///
    /// Nothing is compressed or summed up again here.
    public func writeGzip(to buffer: inout ByteBuffer) {
        buffer.writeBytes(Deflate.gzipHeader)
        buffer.writeBytes(part.fragment.segment)
        var end = GzipEnd()
        end.add(part.fragment)
        if let ending {
            buffer.writeBytes(ending.segment)
            end.add(ending)
        }
        end.write(to: &buffer)
    }

    /// The gzip member's bytes in order, those that are kept not copied.
    var gzipPieces: [[UInt8]] {
        var end = GzipEnd()
        for fragment in fragments { end.add(fragment) }
        var trailer = ByteBuffer()
        end.write(to: &trailer)
        return [Deflate.gzipHeader] + fragments.map(\.segment) + [Array(trailer.readableBytesView)]
    }

    /// Writes the plain bytes; inflates each fragment.
    public func writePlain(to buffer: inout ByteBuffer) {
        for fragment in fragments { buffer.writeBytes(fragment.inflated()) }
    }

    /// The page as it is sent, in one coding or none.
    public func bytes(gzip: Bool) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(gzip ? gzipLength : length)
        if gzip { writeGzip(to: &buffer) } else { writePlain(to: &buffer) }
        return buffer
    }
}

/// How long others may keep a page.
public enum Caching: Hashable, Sendable {
    /// A page with rails, by the age of what it tells.
    case page(age: Age)
    /// A feed or a sitemap.
    case list
    /// An address that names its own bytes, and whose bytes are everybody's for ever.
    case immutable
    /// What stands in a page's place: that there is none, or none any more.
    ///
    /// Kept for a moment, so that it takes the place of the page that a cache had.
    case notice
    /// A picture: its address names its bytes too, but its story may be taken back.
    case picture
    /// Everybody's own, to be asked for again each time: searches.
    case revalidated
    /// Not to be kept: errors that pass.
    case none

    public enum Age: Hashable, Sendable {
        case fresh, recent, archive
    }

    /// By the time since the last change: a day and thirty days part the ages.
    public static func page(since changed: Timestamp, now: Timestamp) -> Caching {
        let seconds = (now.milliseconds - changed.milliseconds) / 1_000
        return .page(age: seconds < 86_400 ? .fresh : seconds < 30 * 86_400 ? .recent : .archive)
    }

    /// The value of `Cache-Control` (RFC 9111).
    ///
    /// The rails bound how long a whole page may stand. Nothing may be served stale for longer (RFC 5861): a story
    /// that is withdrawn has left every cache when these seconds are over. See docs/decisions/0013-caches-forget.md.
    public var header: String {
        switch self {
        case .page(.fresh), .notice: "public, max-age=5"
        case .page(.recent): "public, max-age=10"
        case .page(.archive): "public, max-age=30"
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
