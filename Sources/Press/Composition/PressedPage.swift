public import NIOCore
public import News

/// A page as it is sent: a short list of fragments and what its head says.
public struct PressedPage: Sendable {
    /// Status codes of HTTP that a page may have.
    public enum Status: Int, Sendable {
        case ok = 200
        case badRequest = 400
        case notFound = 404
        case gone = 410
        case failed = 500
        case unavailable = 503
    }

    /// The page's own part.
    public let part: PressedPart
    /// What follows it: the shared rails, or an ESI include in its place; nil for a feed or a file.
    public let rails: Fragment?
    /// The second in which its newest part was pressed.
    public let lastModified: Timestamp
    /// Whether it holds an ESI include, for a proxy that said that it can stitch.
    public let isStitched: Bool
    /// The seconds that its line of breaking news has left, where they are few.
    private let closing: Int?

    init(_ part: PressedPart, rails: SharedRails?) {
        self.part = part
        self.rails = rails?.fragment
        closing = rails?.closing
        isStitched = false
        lastModified = max(part.pressedAt, rails?.pressedAt ?? part.pressedAt)
    }

    init(_ part: PressedPart, include: Fragment) {
        self.part = part
        rails = include
        closing = nil
        isStitched = true
        lastModified = part.pressedAt
    }

    /// The part with an ESI include where the rails would stand (W3C note *ESI Language Specification 1.0*); a part
    /// without rails as it is.
    static func stitched(_ part: PressedPart) -> PressedPage {
        part.hasSharedRails ? PressedPage(part, include: include) : PressedPage(part, rails: nil)
    }

    private static let include = Fragment.press(
        Array("<esi:include src=\"\(Address.rails.path)\"/>\n".utf8),
        unless: nil,
        tally: PressTally()
    )

    /// The status that it is answered with.
    public var status: Status { part.status }
    /// How long others may keep it.
    public var caching: HTTPCaching { closing.map { part.caching.closing(within: $0) } ?? part.caching }
    /// `Cache-Control` and `Vary`, which tell caches how to keep it.
    public var cachingFields: HeaderLines {
        closing == nil ? part.cachingFields : PressedPart.fields(of: caching)
    }

    /// Its fragments in the order in which they are sent.
    public var fragments: [Fragment] { [part.fragment] + [rails].compactMap { $0 } }

    /// Bytes of the page in no coding.
    public var length: Int { part.fragment.length + (rails?.length ?? 0) }

    /// Bytes of the page as a gzip member.
    public var gzipLength: Int {
        Deflate.gzipHeader.count + part.fragment.segment.count + (rails?.segment.count ?? 0) + GzipEnd.count
    }

    /// The strong validator of RFC 9110 section 8.8.3: made of the fragments' digests, so equal on every node, and
    /// different for each coding, as their bytes differ.
    public func entityTag(gzip: Bool) -> String {
        var tag = ByteBuffer()
        writeEntityTag(gzip: gzip, to: &tag)
        return String(buffer: tag)
    }

    /// Writes the validator into a head.
    public func writeEntityTag(gzip: Bool, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("\"")
        part.fragment.writeDigest(to: &buffer)
        if let rails {
            buffer.writeStaticString("-")
            rails.writeDigest(to: &buffer)
        }
        if gzip { buffer.writeStaticString("-gz") }
        buffer.writeStaticString("\"")
    }

    /// Writes the gzip member: its header, the segments one after another, and its trailer.
    ///
    /// Nothing is compressed and no checksum computed here.
    public func writeGzip(to buffer: inout ByteBuffer) {
        buffer.writeBytes(Deflate.gzipHeader)
        buffer.writeBytes(part.fragment.segment)
        var end = GzipEnd()
        end.add(part.fragment)
        if let rails {
            buffer.writeBytes(rails.segment)
            end.add(rails)
        }
        end.write(to: &buffer)
    }

    /// The bytes of the gzip member in order; those of fragments are not copied.
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
