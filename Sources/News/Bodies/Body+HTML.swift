extension Body {
    /// The body as HTML5 that is also well-formed XML: the one form in which it is stored, shown and exported.
    public var html: String { html() }

    /// The same with something else in place of pictures and of related blocks, written while the others are.
    /// - Parameters:
    ///   - picture: What stands for the picture of an index.
    ///   - related: What stands for a block that names a story.
    public func html(
        picture: @escaping (Int) -> String = Self.picture,
        related: @escaping (StoryNumber) -> String = Self.related
    ) -> String {
        String(decoding: bytes(picture: picture, related: related), as: UTF8.self)
    }

    /// The HTML in UTF-8.
    var htmlBytes: [UInt8] { bytes(picture: Self.picture, related: Self.related) }

    /// How a picture stands in the stored form.
    /// - Parameter index: Its index among the story's pictures.
    public static func picture(_ index: Int) -> String { "<figure data-picture=\"\(index)\"></figure>" }

    /// How a block that names a story stands in the stored form.
    /// - Parameter story: Its number.
    public static func related(_ story: StoryNumber) -> String {
        "<aside class=\"also\" data-story=\"\(story)\"></aside>"
    }

    private func bytes(picture: @escaping (Int) -> String, related: @escaping (StoryNumber) -> String) -> [UInt8] {
        var writer = BodyWriter(picture: picture, related: related)
        writer.write(blocks)
        return writer.bytes
    }
}

/// Writes bytes rather than a `String`, for speed: every imported story passes through here.
private struct BodyWriter {
    private(set) var bytes: [UInt8] = []
    private let picture: (Int) -> String
    private let related: (StoryNumber) -> String

    init(picture: @escaping (Int) -> String, related: @escaping (StoryNumber) -> String) {
        (self.picture, self.related) = (picture, related)
        bytes.reserveCapacity(4_096)
    }

    mutating func write(_ blocks: [Block]) {
        for block in blocks { write(block) }
    }

    private mutating func add(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
    }

    private mutating func write(_ block: Block) {
        switch block {
        case .paragraph(let content): element("p", content)
        case .heading(let level, let content): element("h\(level)", content)
        case .quote(let inner):
            add("<blockquote>")
            write(inner)
            add("</blockquote>")
        case .pullQuote(let content):
            add("<blockquote class=\"pull\">")
            element("p", content)
            add("</blockquote>")
        case .list(let ordered, let start, let items): list(ordered ? "ol" : "ul", start, items)
        case .table(let rows, let caption): table(rows, caption)
        case .preformatted(let text):
            add("<pre>")
            escape(text)
            add("</pre>")
        case .rule: add("<hr/>")
        case .picture(let index): add(picture(index))
        case .embed(let url):
            add("<p class=\"embed\">")
            write(.link(href: url, [.text(LinkTarget.host(url))]))
            add("</p>")
        case .related(let story): add(related(story))
        }
    }

    private mutating func list(_ name: String, _ start: Int?, _ items: [[Block]]) {
        add("<\(name)" + (start.map { " start=\"\($0)\"" } ?? "") + ">")
        for item in items {
            if item.count == 1, case .paragraph(let content) = item[0] {
                element("li", content)
            } else {
                add("<li>")
                write(item)
                add("</li>")
            }
        }
        add("</\(name)>")
    }

    private mutating func table(_ rows: [[Block.Cell]], _ caption: [Inline]) {
        add("<table>")
        if !caption.isEmpty { element("caption", caption) }
        add("<tbody>")
        for row in rows {
            add("<tr>")
            for cell in row { write(cell) }
            add("</tr>")
        }
        add("</tbody></table>")
    }

    private mutating func write(_ cell: Block.Cell) {
        let name = cell.isHeader ? "th" : "td"
        add("<\(name)")
        if cell.columns > 1 { add(" colspan=\"\(cell.columns)\"") }
        if cell.rows > 1 { add(" rowspan=\"\(cell.rows)\"") }
        add(">")
        write(cell.content)
        add("</\(name)>")
    }

    private mutating func element(_ name: String, _ content: [Inline]) {
        add("<")
        add(name)
        add(">")
        write(content)
        add("</")
        add(name)
        add(">")
    }

    private mutating func write(_ content: [Inline]) {
        for inline in content { write(inline) }
    }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let text): escape(text)
        case .lineBreak: add("<br/>")
        case .emphasis(let content): element("em", content)
        case .strong(let content): element("strong", content)
        case .code(let content): element("code", content)
        case .strike(let content): element("s", content)
        case .subscript(let content): element("sub", content)
        case .superscript(let content): element("sup", content)
        case .mark(let content): element("mark", content)
        case .link(let href, let content):
            add("<a href=\"")
            escape(href, isAttribute: true)
            add("\">")
            write(content)
            add("</a>")
        }
    }

    /// `<` is escaped in attributes as well, so that the result is XML.
    private mutating func escape(_ text: String, isAttribute: Bool = false) {
        var text = text
        text.withUTF8 { characters in
            var written = 0
            for index in characters.indices {
                let reference: StaticString
                switch characters[index] {
                case UInt8(ascii: "&"): reference = "&amp;"
                case UInt8(ascii: "<"): reference = "&lt;"
                case UInt8(ascii: ">"): reference = "&gt;"
                case UInt8(ascii: "\"") where isAttribute: reference = "&quot;"
                default: continue
                }
                bytes.append(contentsOf: characters[written..<index])
                reference.withUTF8Buffer { bytes.append(contentsOf: $0) }
                written = index + 1
            }
            bytes.append(contentsOf: characters[written...])
        }
    }
}
