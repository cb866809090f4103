extension Body {
    /// The addresses to which it leads, each once, in their order.
    public var links: [String] {
        var links: [String] = []
        var known: Set<String> = []
        Self.forEachLink(in: blocks) { href in
            if known.insert(href).inserted { links.append(href) }
        }
        return links
    }

    /// Stories of a newspaper to which it leads: those of links in their order, then those of related blocks, each once.
    /// - Parameter hosts: The newspaper's, as readers know them.
    public func linkedStories(on hosts: Set<String>) -> [StoryNumber] {
        let hosts = Set(hosts.map { LinkTarget.host("//" + $0.lowercased()) })
        var known: Set<StoryNumber> = []
        return (links.compactMap { Self.story($0, hosts) } + relatedStories).filter { known.insert($0).inserted }
    }

    private static func story(_ href: String, _ hosts: Set<String>) -> StoryNumber? {
        var rest = href[...]
        if !href.hasPrefix("/") {
            guard LinkTarget.web(href) != nil, hosts.contains(LinkTarget.host(href).lowercased()) else { return nil }
            let authority = href.firstRange(of: "//")?.upperBound ?? href.endIndex
            rest = href[authority...].drop { $0 != "/" }
        }
        let path = String(rest.prefix { $0 != "?" && $0 != "#" })
        if case .story(_, let number, _)? = Address(path: path) { return number }
        return nil
    }

    private static func forEachLink(in blocks: [Block], _ take: (String) -> Void) {
        for block in blocks {
            switch block {
            case .paragraph(let content), .heading(_, let content), .pullQuote(let content):
                forEachLink(in: content, take)
            case .quote(let inner): forEachLink(in: inner, take)
            case .list(_, _, let items): for item in items { forEachLink(in: item, take) }
            case .table(let rows, let caption):
                forEachLink(in: caption, take)
                for cell in rows.joined() { forEachLink(in: cell.content, take) }
            case .embed(let url): take(url)
            case .preformatted, .rule, .picture, .related: break
            }
        }
    }

    private static func forEachLink(in content: [Inline], _ take: (String) -> Void) {
        for inline in content {
            switch inline {
            case .text, .lineBreak: break
            case .link(let href, let inner):
                take(href)
                forEachLink(in: inner, take)
            case .emphasis(let inner), .strong(let inner), .code(let inner), .strike(let inner),
                .subscript(let inner), .superscript(let inner), .mark(let inner):
                forEachLink(in: inner, take)
            }
        }
    }
}
