/// Pictures, and what stands elsewhere.
extension BodyParser {
    mutating func enterMedia(_ element: Element) {
        switch element.role {
        case .image: image(element)
        case .embed: embed(element)
        case .figure:
            figureHasPicture = false
            builder.endBlock()
            if let index = element.node.attribute(.dataPicture).flatMap({ Int($0) }) {
                builder.addPicture(index)
            } else {
                read(element, .endBlock)
            }
        default:
            builder.endBlock()
            // The words under a picture of the story come with the picture itself, not with the text.
            if !figureHasPicture { read(element, .endBlock) }
        }
    }

    /// The story's picture; of a picture that did not come along, a link to it.
    private mutating func image(_ element: Element) {
        let node = element.node
        let sources = Self.sources.compactMap { node.attribute($0) }
        for source in sources {
            guard let index = pictures(source) else { continue }
            figureHasPicture = true
            builder.addPicture(index)
            return
        }
        if Self.isInvisible(element) { return }
        if node.hasClass(in: Self.emojiClasses) {
            builder.text(node.attribute(.alt) ?? "")
        } else if let url = sources.lazy.compactMap(LinkTarget.web).first {
            builder.addEmbed(url)
        }
    }

    /// Where there are several, `src` is what stands there until the picture is loaded.
    private static let sources: [MarkupAttribute] = [.dataSource, .dataLazySource, .dataOriginal, .src]
    /// Pictures that stand for a character of the text.
    private static let emojiClasses: Set<String> = ["emoji", "wp-smiley"]

    /// A picture or a frame of a pixel counts readers; it shows nothing.
    private static func isInvisible(_ element: Element) -> Bool {
        let isTiny = [MarkupAttribute.width, .height].contains { element.node.number($0).map { $0 <= 2 } ?? false }
        return isTiny || element.style.isNotDisplayed
    }

    private mutating func embed(_ element: Element) {
        if Self.isInvisible(element) { return }
        let node = element.node
        let source =
            node.attribute(.src) ?? node.attribute(.data) ?? node.attribute(.dataSource)
            ?? node.firstAttribute(.src, of: .source) ?? Self.network(node)
        if let url = source.flatMap(LinkTarget.web) { builder.addEmbed(url) }
    }

    /// The address of a post or a video of which AMP says only the number.
    private static func network(_ node: MarkupNode) -> String? {
        let (attribute, address): (MarkupAttribute, String)
        switch node.name {
        case "amp-youtube": (attribute, address) = (.dataVideo, "https://www.youtube.com/watch?v=")
        case "lite-youtube": (attribute, address) = (.videoID, "https://www.youtube.com/watch?v=")
        case "amp-vimeo": (attribute, address) = (.dataVideo, "https://vimeo.com/")
        case "amp-dailymotion": (attribute, address) = (.dataVideo, "https://www.dailymotion.com/video/")
        case "amp-twitter": (attribute, address) = (.dataTweet, "https://x.com/i/status/")
        case "amp-instagram": (attribute, address) = (.dataShortcode, "https://www.instagram.com/p/")
        case "amp-facebook": (attribute, address) = (.dataAddress, "")
        default: return nil
        }
        guard let value = node.attribute(attribute) else { return nil }
        let isNumber = value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        return isNumber || address.isEmpty ? address + value : nil
    }
}
