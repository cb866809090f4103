extension Body {
    /// The body as HTML5 that is well-formed XML too: the one form in which it is stored, shown and exported.
    public var html: String {
        var writer = BodyWriter()
        writer.write(blocks)
        return writer.html
    }
}

private struct BodyWriter {
    var html = ""

    mutating func write(_ blocks: [Block]) {
        for block in blocks { write(block) }
    }

    private mutating func write(_ block: Block) {
        switch block {
        case .paragraph(let content): element("p", content)
        case .heading(let level, let content): element("h\(level)", content)
        case .quote(let inner):
            html += "<blockquote>"
            write(inner)
            html += "</blockquote>"
        case .pullQuote(let content):
            html += "<blockquote class=\"pull\">"
            element("p", content)
            html += "</blockquote>"
        case .list(let ordered, let start, let items): list(ordered ? "ol" : "ul", start, items)
        case .table(let rows, let caption): table(rows, caption)
        case .preformatted(let text):
            html += "<pre>"
            escape(text)
            html += "</pre>"
        case .rule: html += "<hr/>"
        case .picture(let index): html += "<figure data-picture=\"\(index)\"></figure>"
        case .embed(let url):
            html += "<p class=\"embed\">"
            write(.link(href: url, [.text(LinkTarget.host(url))]))
            html += "</p>"
        }
    }

    private mutating func list(_ name: String, _ start: Int?, _ items: [[Block]]) {
        html += "<\(name)" + (start.map { " start=\"\($0)\"" } ?? "") + ">"
        for item in items {
            if item.count == 1, case .paragraph(let content) = item[0] {
                element("li", content)
            } else {
                html += "<li>"
                write(item)
                html += "</li>"
            }
        }
        html += "</\(name)>"
    }

    private mutating func table(_ rows: [[Block.Cell]], _ caption: [Inline]) {
        html += "<table>"
        if !caption.isEmpty { element("caption", caption) }
        html += "<tbody>"
        for row in rows {
            html += "<tr>"
            for cell in row { write(cell) }
            html += "</tr>"
        }
        html += "</tbody></table>"
    }

    private mutating func write(_ cell: Block.Cell) {
        let name = cell.isHeader ? "th" : "td"
        html += "<\(name)"
        if cell.columns > 1 { html += " colspan=\"\(cell.columns)\"" }
        if cell.rows > 1 { html += " rowspan=\"\(cell.rows)\"" }
        html += ">"
        write(cell.content)
        html += "</\(name)>"
    }

    private mutating func element(_ name: String, _ content: [Inline]) {
        html += "<\(name)>"
        write(content)
        html += "</\(name)>"
    }

    private mutating func write(_ content: [Inline]) {
        for inline in content { write(inline) }
    }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let text): escape(text)
        case .lineBreak: html += "<br/>"
        case .emphasis(let content): element("em", content)
        case .strong(let content): element("strong", content)
        case .code(let content): element("code", content)
        case .strike(let content): element("s", content)
        case .subscript(let content): element("sub", content)
        case .superscript(let content): element("sup", content)
        case .mark(let content): element("mark", content)
        case .link(let href, let content):
            html += "<a href=\""
            escape(href, isAttribute: true)
            html += "\">"
            write(content)
            html += "</a>"
        }
    }

    /// `<` is escaped in attributes as well, so that the result is XML.
    private mutating func escape(_ text: String, isAttribute: Bool = false) {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || (isAttribute && $0 == 0x22) })
        else {
            html += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"" where isAttribute: html += "&quot;"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }
}
