extension Body {
    /// The text alone, one line for each block, for search and descriptions.
    public var text: String {
        var lines: [String] = []
        Self.collect(blocks, into: &lines)
        return lines.joined(separator: "\n")
    }

    private static func collect(_ blocks: [Block], into lines: inout [String]) {
        for block in blocks {
            switch block {
            case .paragraph(let content), .heading(_, let content), .pullQuote(let content):
                lines.append(content.plainText)
            case .quote(let inner): collect(inner, into: &lines)
            case .list(_, _, let items): for item in items { collect(item, into: &lines) }
            case .table(let rows, let caption):
                if !caption.isEmpty { lines.append(caption.plainText) }
                for row in rows { lines.append(line(of: row)) }
            case .preformatted(let text): lines.append(text)
            case .rule, .picture, .embed, .related: break
            }
        }
    }

    private static func line(of row: [Block.Cell]) -> String {
        row.map(\.content.plainText).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension [Inline] {
    /// The text without its marks; a line break becomes a space.
    public var plainText: String {
        var text = ""
        append(to: &text)
        return text
    }

    private func append(to text: inout String) {
        for inline in self {
            switch inline {
            case .text(let string): text += string
            case .lineBreak: text += " "
            case .emphasis(let content), .strong(let content), .link(_, let content), .code(let content),
                .strike(let content), .subscript(let content), .superscript(let content), .mark(let content):
                content.append(to: &text)
            }
        }
    }
}
