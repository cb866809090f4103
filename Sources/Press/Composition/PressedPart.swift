public import NIOCore
public import News

/// A page's own part as it is kept: everything but the tail that all pages share.
public final class PressedPart: Sendable {
    public let fragment: Fragment
    public let status: PressedPage.Status
    public let caching: Caching
    /// Whether the rails and the footer follow.
    public let hasTail: Bool
    /// The second in which it was pressed.
    public let pressedAt: Timestamp
    /// `Content-Type`.
    public let type: HeadLines
    /// What tells caches how to keep it: `Cache-Control`, `Vary` and, for a CDN to purge by, `Surrogate-Key`.
    public let keeping: HeadLines
    /// `Last-Modified`, where the page has no newer part than this.
    let modified: HeadLines

    init(
        _ fragment: Fragment,
        status: PressedPage.Status = .ok,
        mediaType: String = "text/html; charset=utf-8",
        caching: Caching,
        surrogateKeys: [String] = [],
        hasTail: Bool = false,
        pressedAt: Timestamp
    ) {
        self.fragment = fragment
        self.status = status
        self.caching = caching
        self.hasTail = hasTail
        self.pressedAt = pressedAt
        type = HeadLines([("Content-Type", mediaType)])
        var fields = [("Cache-Control", caching.header), ("Vary", "Accept-Encoding, Surrogate-Capability")]
        if !surrogateKeys.isEmpty { fields.append(("Surrogate-Key", surrogateKeys.joined(separator: " "))) }
        keeping = HeadLines(fields)
        modified = HeadLines(modified: pressedAt)
    }

    /// What keeping it costs in bytes: its own, and beside them key, entry and objects, measured and rounded up.
    var cost: Int { 1_200 + fragment.segment.readableBytes + type.bytes.readableBytes + keeping.bytes.readableBytes }
}

/// Fields of a page's head, encoded when the page is pressed as HTTP/1.1 sends them (RFC 9112 section 5).
public struct HeadLines: Sendable {
    /// `Name: value`, each with its end of line.
    public let bytes: ByteBuffer

    init(_ fields: [(name: String, value: String)]) {
        bytes = ByteBuffer(string: fields.map { "\($0): \($1)\r\n" }.joined())
    }

    init(modified: Timestamp) {
        self.init([("Last-Modified", HTTPDate.write(modified))])
    }

    /// The same fields one by one, for protocols that encode them otherwise.
    public var fields: [(name: String, value: String)] {
        String(buffer: bytes).split(separator: "\r\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (String(parts[0]), String(parts[1].dropFirst()))
        }
    }
}
