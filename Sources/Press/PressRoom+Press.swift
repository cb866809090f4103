import News

extension PressRoom {
    /// A page of the theme, without its ending.
    func html(
        _ template: String,
        _ view: View,
        status: PressedPage.Status = .ok,
        caching: Caching,
        former: PressedPart?,
        surrogateKeys: [String] = []
    ) -> PressedPart {
        pressed(
            theme.render(template, view),
            "text/html; charset=utf-8",
            status: status,
            caching: caching,
            former: former,
            surrogateKeys: surrogateKeys,
            hasSharedEnding: true
        )
    }

    func noticePart(_ subject: NoticePage.Subject, _ former: PressedPart?) -> PressedPart {
        let page = NoticePage(subject: subject)
        let caching: Caching = [.notFound, .gone].contains(page.status) ? .notice : .none
        return html("notice", page.view(newspaper), status: page.status, caching: caching, former: former)
    }

    /// One fragment; the former one, and its time, where the bytes are the same.
    func pressed(
        _ bytes: [UInt8],
        _ mediaType: String,
        status: PressedPage.Status = .ok,
        caching: Caching,
        former: PressedPart?,
        surrogateKeys: [String] = [],
        hasSharedEnding: Bool = false
    ) -> PressedPart {
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        let now = Timestamp(seconds: clock().seconds)
        let isSame = fragment === former?.fragment
        return PressedPart(
            fragment,
            status: status,
            mediaType: mediaType,
            caching: caching,
            surrogateKeys: surrogateKeys,
            hasSharedEnding: hasSharedEnding,
            pressedAt: isSame ? former?.pressedAt ?? now : now
        )
    }

    /// The part with an ESI include where the ending would stand (W3C note *ESI Language Specification 1.0*).
    func stitched(_ part: PressedPart) -> PressedPage {
        PressedPage(part, include: Self.include)
    }

    private static let include = Fragment.press(
        Array("<esi:include src=\"\(Address.rails.path)\"/>\n".utf8),
        unless: nil,
        tally: PressTally()
    )
}
