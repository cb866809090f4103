import News

extension PressRoom {
    /// A page of the theme, without its tail.
    func html(
        _ template: String,
        _ view: View,
        status: PressedPage.Status = .ok,
        caching: Caching,
        former: PressedPart?,
        surrogateKeys: [String] = []
    ) -> PressedPart {
        let bytes = theme.render(template, view)
        var part = pressed(bytes, "text/html; charset=utf-8", caching: caching, former: former)
        part.status = status
        part.surrogateKeys = surrogateKeys
        part.hasTail = true
        return part
    }

    func plain(_ text: String, _ mediaType: String, caching: Caching, former: PressedPart?) -> PressedPart {
        pressed(Array(text.utf8), mediaType, caching: caching, former: former)
    }

    /// One fragment; the former one, and its time, where the bytes are the same.
    func pressed(_ bytes: [UInt8], _ mediaType: String, caching: Caching, former: PressedPart?) -> PressedPart {
        let fragment = Fragment.press(bytes, unless: former?.fragments.first, tally: tally)
        let now = Timestamp(seconds: clock().seconds)
        let isSame = fragment === former?.fragments.first
        return PressedPart(
            fragments: [fragment],
            mediaType: mediaType,
            caching: caching,
            hasTail: false,
            pressedAt: isSame ? former?.pressedAt ?? now : now
        )
    }

    /// The part with an ESI include where the tail would stand (W3C note *ESI Language Specification 1.0*).
    func stitched(_ part: PressedPart) -> PressedPage {
        PressedPage(
            fragments: part.fragments + [Self.include],
            status: part.status,
            mediaType: part.mediaType,
            caching: part.caching,
            lastModified: part.pressedAt,
            surrogateKeys: part.surrogateKeys,
            isStitched: true
        )
    }

    private static let include = Fragment.press(
        Array("<esi:include src=\"\(Address.rails.path)\"/>\n".utf8),
        unless: nil,
        tally: PressTally()
    )
}
