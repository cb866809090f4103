public import News
import Synchronization

/// A page's own part as it is kept: everything but the ending that all pages share.
public final class PressedPart: Sendable {
    public let fragment: Fragment
    public let status: PressedPage.Status
    public let caching: Caching
    /// Whether the rails and the footer follow.
    public let hasSharedEnding: Bool
    /// The second in which it was pressed.
    public let pressedAt: Timestamp
    /// `Content-Type`.
    public let contentType: HeaderLines
    /// What tells caches how to keep it: `Cache-Control` and `Vary`.
    public let cachingFields: HeaderLines
    /// `Surrogate-Key`, for a CDN to purge by; nothing where there is none.
    public let surrogateKeys: HeaderLines

    init(
        _ fragment: Fragment,
        status: PressedPage.Status = .ok,
        mediaType: String = "text/html; charset=utf-8",
        caching: Caching,
        surrogateKeys: [String] = [],
        hasSharedEnding: Bool = false,
        pressedAt: Timestamp
    ) {
        self.fragment = fragment
        self.status = status
        self.caching = caching
        self.hasSharedEnding = hasSharedEnding
        self.pressedAt = pressedAt
        contentType = .shared([("Content-Type", mediaType)])
        cachingFields = .shared([("Cache-Control", caching.header), ("Vary", "Accept-Encoding, Surrogate-Capability")])
        let keys = Self.fitting(surrogateKeys)
        self.surrogateKeys = keys.isEmpty ? .shared([]) : HeaderLines([("Surrogate-Key", keys)])
    }

    /// Bytes of `Surrogate-Key`: a proxy such as nginx takes a head of 4 KiB in all, unless it is told otherwise.
    static let longestKeys = 1_024

    /// The first keys that have room, each once.
    private static func fitting(_ keys: [String]) -> String {
        var line: [UInt8] = []
        var seen: Set<String> = []
        for key in keys where line.count + 1 + key.utf8.count <= longestKeys && seen.insert(key).inserted {
            if !line.isEmpty { line.append(UInt8(ascii: " ")) }
            line.append(contentsOf: key.utf8)
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// What keeping it costs in bytes: its own, and beside them key, entry and objects, measured and rounded up.
    var cost: Int { 800 + fragment.segment.count + surrogateKeys.bytes.count }
}

/// Fields of a page's head, encoded when the page is pressed as HTTP/1.1 sends them (RFC 9112 section 5).
public final class HeaderLines: Sendable {
    /// `Name: value`, each with its end of line.
    public let bytes: [UInt8]

    init(_ fields: [(name: String, value: String)]) {
        bytes = Array(fields.map { "\($0): \($1)\r\n" }.joined().utf8)
    }

    /// The same fields one by one, for protocols that encode them otherwise.
    public var fields: [(name: String, value: String)] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (String(parts[0]), String(parts[1].dropFirst()))
        }
    }

    /// Lines that many pages have, kept once: there are as many as media types and ways to keep a page.
    static func shared(_ fields: [(name: String, value: String)]) -> HeaderLines {
        let lines = HeaderLines(fields)
        return known.withLock { known in
            if let former = known[lines.bytes] { return former }
            known[lines.bytes] = lines
            return lines
        }
    }

    private static let known = Mutex<[[UInt8]: HeaderLines]>([:])
}
