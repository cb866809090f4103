/// What is known about pictures at the current place of the walk.
struct MediaState {
    /// The story's picture in the current figure, which takes the figure's caption.
    var figurePicture: Int?
    var isInFigure = false
    /// Inside a caption that stays in the text.
    var isInCaption = false
    /// Addresses that a `picture` has besides that of its `img`.
    var sources: [String] = []
    /// The address of the current `object`, which its fallback content may repeat.
    var object: String?
    /// The current link, if it has no text of its own that could show it.
    var wordlessLink: String?
}

/// Pictures and embeds.
extension BodyParser {
    mutating func enterMedia(_ element: Element) {
        switch element.role {
        case .image: image(element)
        case .picture: picture(element)
        case .embed, .object: embed(element)
        case .figure: figure(element)
        default: caption(element)
        }
    }

    /// Restores the state from before a figure, a picture or an object.
    mutating func leaveMedia(_ role: ElementRole, _ before: MediaState) {
        switch role {
        case .figure:
            builder.endBlock()
            (media.isInFigure, media.figurePicture) = (before.isInFigure, before.figurePicture)
        case .picture:
            // A `picture` without an `img`.
            if let url = media.sources.lazy.compactMap(LinkTarget.web).first { builder.addEmbed(url) }
            media.sources = before.sources
        default: media.object = before.object
        }
    }

    private mutating func figure(_ element: Element) {
        builder.endBlock()
        let before = media
        media.isInFigure = true
        media.figurePicture = nil
        if let index = element.node.attribute(.dataPicture).flatMap({ Int($0) }) {
            builder.addPicture(index)
            media.figurePicture = index
        }
        read(element, .media(element.role, before: before))
    }

    /// Gives a caption to its picture; if the picture does not take it, the caption stays in the text.
    private mutating func caption(_ element: Element) {
        builder.endBlock()
        let isOuter = !media.isInCaption
        if isOuter, media.isInFigure, let index = media.figurePicture ?? picture(behind: element.node),
            let words = words(of: element.node), words.isEmpty || pictures.take(caption: words, under: index)
        {
            return
        }
        media.isInCaption = true
        read(element, isOuter ? .caption : .endBlock)
    }

    /// The story's picture that follows a caption in its figure.
    private func picture(behind caption: MarkupNode) -> Int? {
        var open = [caption.nextSibling]
        for _ in 0..<40 {
            guard let next = open.last else { return nil }
            guard let node = next else {
                open.removeLast()
                continue
            }
            open[open.count - 1] = node.nextSibling
            guard case .element(let role) = node.kind, role != .figure else { continue }
            if role == .image, let index = Self.addresses(of: node).lazy.compactMap(pictures.index).first {
                return index
            }
            open.append(node.firstChild)
        }
        return nil
    }

    // MARK: Pictures

    private mutating func picture(_ element: Element) {
        let before = media
        media.sources = []
        var next = element.node.firstChild
        while let child = next, media.sources.count < 40 {
            if case .element(.source) = child.kind { media.sources += Self.addresses(of: child) }
            next = child.nextSibling
        }
        read(element, .media(element.role, before: before))
    }

    /// Adds the story's picture, or a link to a picture that did not come with the story.
    private mutating func image(_ element: Element) {
        let node = element.node
        let addresses = Self.addresses(of: node) + media.sources
        media.sources = []
        for address in addresses {
            guard let index = pictures.index(of: address) else { continue }
            media.figurePicture = index
            builder.addPicture(index)
            return
        }
        if Self.isInvisible(element) { return }
        if Self.standsForText(node) {
            builder.text(node.attribute(.alt) ?? "")
            return
        }
        let url = addresses.lazy.compactMap(LinkTarget.web).first
        if let url { builder.addEmbed(url) } else if let address = addresses.first { pictures.miss(address) }
        showLink(around: node, to: url)
    }

    /// Writes text for a link whose only content was a picture that did not come, so that the link can be followed.
    private mutating func showLink(around image: MarkupNode, to url: String?) {
        guard let link = media.wordlessLink, link != url else { return }
        media.wordlessLink = nil
        let words = image.attribute(.alt)?.collapsedWhitespace ?? ""
        // A link to the same picture in another size is redundant.
        if url != nil, words.isEmpty, Self.isPicture(link) { return }
        builder.text(words.isEmpty ? LinkTarget.host(link) : words)
        builder.endBlock()
    }

    private static func isPicture(_ address: String) -> Bool {
        let path = address.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].contains { path.hasSuffix($0) }
    }

    /// The addresses of a picture or a video.
    ///
    /// Lazy-loading attributes come before `src`, which then holds a placeholder.
    private static func addresses(of node: MarkupNode) -> [String] {
        let single: [MarkupAttribute] = [.dataSource, .dataLazySource, .dataOriginal, .src]
        let sets: [MarkupAttribute] = [.dataSourceSet, .dataLazySourceSet, .srcset]
        return single.compactMap { node.attribute($0) }.filter { !$0.isBlank }
            + sets.compactMap { node.attribute($0) }.flatMap(SourceSet.addresses)
    }

    /// Whether the picture stands for a character or a formula, which is in its `alt`.
    private static func standsForText(_ node: MarkupNode) -> Bool {
        node.attribute(.dataEmoji) != nil || node.hasClass(in: textClasses)
    }

    private static let textClasses: Set<String> = [
        "emoji", "wp-smiley", "latex", "tex", "math", "mwe-math-fallback-image-inline", "goomoji",
    ]

    /// Whether it shows nothing, like the tracking pixels that count readers.
    private static func isInvisible(_ element: Element) -> Bool {
        let isTiny = [MarkupAttribute.width, .height].contains { element.node.number($0).map { $0 <= 2 } ?? false }
        return isTiny || element.style.isNotDisplayed
    }

    // MARK: Embeds

    private mutating func embed(_ element: Element) {
        if Self.isInvisible(element) { return }
        let node = element.node
        let source =
            node.attribute(.src) ?? node.attribute(.data) ?? node.attribute(.dataSource)
            ?? node.firstAttribute(.src, of: .source) ?? Self.network(node)
        let url = source.flatMap(LinkTarget.web)
        if let url {
            if url != media.object { builder.addEmbed(url) }
        } else if let source, !source.isBlank {
            pictures.miss(source)
        }
        guard element.role == .object else { return }
        // The content of an `object` is its fallback: text, and often the same embed again.
        let before = media
        media.object = url ?? media.object
        read(element, .media(element.role, before: before))
    }

    /// The address of a post or a video that AMP gives only by its identifier.
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
