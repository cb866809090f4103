extension Body {
    /// Whether its HTML is surely within the limits.
    ///
    /// For nearly every body this is known without writing the HTML.
    var isSurelyWithinBounds: Bool {
        var bound = HTMLBound()
        for block in blocks { bound.add(block) }
        return bound.bytes <= Self.longest && bound.tags <= Self.mostElements
    }
}

/// Upper bounds of the bytes and tags in a body's HTML.
private struct HTMLBound {
    var bytes = 0
    var tags = 0

    mutating func add(_ block: Block) {
        addNode()
        switch block {
        case .paragraph(let content), .pullQuote(let content), .heading(_, let content): add(content)
        case .quote(let blocks): for block in blocks { add(block) }
        case .list(_, _, let items):
            for item in items {
                addNode()
                for block in item { add(block) }
            }
        case .table(let rows, let caption):
            add(caption)
            for row in rows {
                addNode()
                for cell in row {
                    addNode()
                    add(cell.content)
                }
            }
        case .preformatted(let text): add(text)
        case .rule, .picture, .related: break
        case .embed(let url):
            add(url)
            add(url)
        }
    }

    private mutating func add(_ content: [Inline]) {
        for inline in content {
            addNode()
            switch inline {
            case .text(let text): add(text)
            case .link(let href, let content):
                add(href)
                add(content)
            case .emphasis(let content), .strong(let content), .code(let content), .strike(let content),
                .subscript(let content), .superscript(let content), .mark(let content):
                add(content)
            case .lineBreak: break
            }
        }
    }

    /// An upper bound for any node's own tags, with their attributes.
    private mutating func addNode() {
        bytes += 200
        tags += 4
    }

    /// Each byte may be written as `&quot;`.
    private mutating func add(_ text: String) {
        bytes += text.utf8.count * 6
    }
}
