public import News

/// A page's own part as it is kept: everything but the rails that all pages of the newspaper share.
public final class PressedPart: Sendable {
    /// Its bytes.
    public let fragment: Fragment
    /// The status that it is answered with.
    public let status: PressedPage.Status
    /// How long others may keep it.
    public let caching: HTTPCaching
    /// Whether the rails and the footer follow.
    public let hasSharedRails: Bool
    /// The second in which it was pressed.
    public let pressedAt: Timestamp
    /// `Content-Type`.
    public let contentType: HeaderLines
    /// `Cache-Control` and `Vary`, which tell caches how to keep it.
    public let cachingFields: HeaderLines
    /// `Surrogate-Key`, for a CDN to purge by; nothing where there is none.
    public let surrogateKeys: HeaderLines

    init(
        _ fragment: Fragment,
        status: PressedPage.Status = .ok,
        mediaType: String = "text/html; charset=utf-8",
        caching: HTTPCaching,
        surrogateKeys: [String] = [],
        hasSharedRails: Bool = false,
        pressedAt: Timestamp
    ) {
        self.fragment = fragment
        self.status = status
        self.caching = caching
        self.hasSharedRails = hasSharedRails
        self.pressedAt = pressedAt
        contentType = .shared([("Content-Type", mediaType)])
        cachingFields = Self.fields(of: caching)
        let keys = Self.fitting(surrogateKeys)
        self.surrogateKeys = keys.isEmpty ? .shared([]) : HeaderLines([("Surrogate-Key", keys)])
    }

    /// What tells caches how to keep a page.
    static func fields(of caching: HTTPCaching) -> HeaderLines {
        .shared([("Cache-Control", caching.header), ("Vary", "Accept-Encoding, Surrogate-Capability")])
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

    /// Bytes that keeping it costs: its own, and those of key, entry and objects, measured and rounded up.
    var cost: Int { 800 + fragment.segment.count + surrogateKeys.bytes.count }
}

extension PressedPart {
    /// Presses a page's content: one fragment, or the former one, and its time, if the bytes are the same.
    static func press(
        _ content: PageContent,
        unless former: PressedPart?,
        now: Timestamp,
        tally: PressTally
    ) -> PressedPart {
        let fragment = Fragment.press(content.bytes, unless: former?.fragment, tally: tally)
        let isSame = fragment === former?.fragment
        let second = Timestamp(seconds: now.seconds)
        return PressedPart(
            fragment,
            status: content.status,
            mediaType: content.mediaType,
            caching: content.caching,
            surrogateKeys: content.surrogateKeys,
            hasSharedRails: content.hasSharedRails,
            pressedAt: isSame ? former?.pressedAt ?? second : second
        )
    }
}
