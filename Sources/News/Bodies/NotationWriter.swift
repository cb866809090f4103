/// Writes a body as text, each block in the plainest form that reads as the same block again.
///
/// Nothing here decides what is safe to write plainly: what was written is read, and where that gives another block, the
/// next form is tried. The last one is the body's own HTML, of which it is known.
enum NotationWriter {
    static func write(_ body: Body) -> String {
        let text = chunks(of: body.blocks).joined(separator: "\n\n")
        if reads(text, as: body.blocks) { return text }
        let strict = body.blocks.map { Self.strict([$0]) }.joined(separator: "\n\n")
        return reads(strict, as: body.blocks) ? strict : Self.strict(body.blocks)
    }

    private static func reads(_ text: String, as blocks: [Block]) -> Bool {
        (try? Body(notation: text))?.blocks == blocks
    }

    private static func chunks(of blocks: [Block]) -> [String] { blocks.map { chunk(of: $0) } }

    private static func chunk(of block: Block) -> String {
        for isEscaped in [false, true] {
            if let text = plain(block, isEscaped: isEscaped), reads(text, as: [block]) { return text }
        }
        let html = strict([block])
        let lines = linesOfTags.reduce(html) { $0.replacing(">" + $1, with: ">\n" + $1) }
        return reads(lines, as: [block]) ? lines : html
    }

    /// Tags that begin a line of their own, so that a list or a table can be read.
    private static let linesOfTags = [
        "<li>", "<ul>", "<ol", "<p>", "<tr>", "<caption>", "<tbody>", "<h2>", "<h3>", "<blockquote", "</ul>", "</ol>",
        "</tbody>", "</table>", "</blockquote>",
    ]

    /// The canonical HTML without blank lines.
    private static func strict(_ blocks: [Block]) -> String {
        Body(normal: blocks).html.replacing("\n", with: "&#10;")
    }

    /// The notation of a block; nil where it has none.
    private static func plain(_ block: Block, isEscaped: Bool) -> String? {
        let line = { (content: [Inline]) in InlineNotation.write(content, isEscaped: isEscaped) }
        switch block {
        case .paragraph(let content): return line(content)
        case .heading(let level, let content): return String(repeating: "#", count: level) + " " + line(content)
        case .list(let ordered, nil, let items):
            let lines = items.compactMap { item -> String? in
                guard item.count == 1, case .paragraph(let content) = item[0] else { return nil }
                return line(content)
            }
            guard lines.count == items.count else { return nil }
            return lines.enumerated().map { (ordered ? "\($0 + 1). " : "- ") + $1 }.joined(separator: "\n")
        case .quote(let inner):
            // Its blocks find their own forms; there is but one way to set signs before their lines.
            if isEscaped { return nil }
            return chunks(of: inner).joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
        case .related(let story): return isEscaped ? nil : "[[\(story)]]"
        case .pullQuote, .list, .table, .preformatted, .rule, .picture, .embed: return nil
        }
    }
}

/// Writes the words of a line and their marks.
private struct InlineNotation {
    /// Whether signs that begin a tag or a reference are written as references.
    let isEscaped: Bool
    private var text = ""

    static func write(_ content: [Inline], isEscaped: Bool) -> String {
        var writer = InlineNotation(isEscaped: isEscaped)
        writer.write(content)
        return writer.text
    }

    private init(isEscaped: Bool) {
        self.isEscaped = isEscaped
    }

    private mutating func write(_ content: [Inline]) {
        for inline in content { write(inline) }
    }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let words): text += escaped(words)
        case .lineBreak: text += "\n"
        case .emphasis(let content): element("em", content)
        case .strong(let content): element("strong", content)
        case .code(let content): element("code", content)
        case .strike(let content): element("s", content)
        case .subscript(let content): element("sub", content)
        case .superscript(let content): element("sup", content)
        case .mark(let content): element("mark", content)
        case .link(let href, let content):
            text += "<a href=\"" + escaped(href).replacing("\"", with: "&quot;") + "\">"
            write(content)
            text += "</a>"
        }
    }

    private mutating func element(_ name: String, _ content: [Inline]) {
        text += "<\(name)>"
        write(content)
        text += "</\(name)>"
    }

    private func escaped(_ words: String) -> String {
        isEscaped ? words.replacing("&", with: "&amp;").replacing("<", with: "&lt;") : words
    }
}
