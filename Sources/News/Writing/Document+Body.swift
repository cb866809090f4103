// A document and a body say the same, except that a body is in normal form.

extension Document {
    /// The document that an editor begins with: it says what the body says, and an empty one is an empty paragraph.
    ///
    /// `Document(body).body` is the body, with marks that lie one in another in the schema's order.
    public init(_ body: Body) {
        let blocks = body.blocks.map { DocumentNode($0) }
        self.init(root: DocumentNode(.doc, blocks.isEmpty ? [DocumentNode(.paragraph)] : blocks))
    }

    /// The text in normal form: what is stored, shown and published.
    public var body: Body { Body(blocks: root.blocks) }
}

extension DocumentNode {
    fileprivate init(_ block: Block) {
        switch block {
        case .paragraph(let content): self.init(.paragraph, Self.inline(content))
        case .heading(let level, let content): self.init(.heading(level: level), Self.inline(content))
        case .quote(let inner): self.init(.blockquote, inner.map { DocumentNode($0) })
        case .pullQuote(let content): self.init(.pullQuote, Self.inline(content))
        case .list(let ordered, let start, let items):
            self.init(
                ordered ? .orderedList(start: start ?? 1) : .bulletList,
                items.map { item in DocumentNode(.listItem, item.map { DocumentNode($0) }) }
            )
        case .table(let rows, let caption): self.init(rows, caption)
        case .preformatted(let text): self.init(.preformatted, [.text(text)])
        case .rule: self.init(.horizontalRule)
        case .picture(let index): self.init(.picture(index: index))
        case .embed(let url): self.init(Kind.embed(url: url))
        case .related(let story): self.init(Kind.related(story))
        }
    }

    private init(_ rows: [[Block.Cell]], _ caption: [Inline]) {
        let table = DocumentNode(.table, rows.map { DocumentNode(.tableRow, $0.map(Self.cell)) })
        if caption.isEmpty {
            self = table
        } else {
            self.init(.captionedTable, [DocumentNode(.tableCaption, Self.inline(caption)), table])
        }
    }

    private static func cell(_ cell: Block.Cell) -> DocumentNode {
        let span = Span(columns: cell.columns, rows: cell.rows)
        return DocumentNode(cell.isHeader ? .tableHeader(span) : .tableCell(span), inline(cell.content))
    }

    private static func inline(_ content: [Inline]) -> [DocumentNode] {
        var nodes: [DocumentNode] = []
        add(content, [], to: &nodes)
        return nodes
    }

    private static func add(_ content: [Inline], _ marks: [Mark], to nodes: inout [DocumentNode]) {
        for inline in content {
            switch inline {
            case .text(let text): nodes.join(.text(text, marks))
            case .lineBreak: nodes.append(DocumentNode(.hardBreak, marks: marks))
            case .emphasis(let inner): add(inner, marks.adding(.emphasis), to: &nodes)
            case .strong(let inner): add(inner, marks.adding(.strong), to: &nodes)
            case .code(let inner): add(inner, marks.adding(.code), to: &nodes)
            case .strike(let inner): add(inner, marks.adding(.strike), to: &nodes)
            case .subscript(let inner): add(inner, marks.adding(.subscript), to: &nodes)
            case .superscript(let inner): add(inner, marks.adding(.superscript), to: &nodes)
            case .mark(let inner): add(inner, marks.adding(.mark), to: &nodes)
            case .link(let href, let inner): add(inner, marks.adding(.link(href)), to: &nodes)
            }
        }
    }
}

extension DocumentNode {
    fileprivate var block: Block? {
        switch kind {
        case .paragraph: .paragraph(inlines)
        case .heading(let level): .heading(level: level, inlines)
        case .blockquote: .quote(blocks)
        case .pullQuote: .pullQuote(inlines)
        case .bulletList: .list(ordered: false, start: nil, items: children.map(\.blocks))
        case .orderedList(let start):
            .list(ordered: true, start: start == 1 ? nil : start, items: children.map(\.blocks))
        case .captionedTable: children.last?.table(caption: children.first?.inlines ?? [])
        case .table: table(caption: [])
        case .preformatted: .preformatted(children.compactMap(\.text).joined())
        case .horizontalRule: .rule
        case .picture(let index): .picture(index)
        case .embed(let url): .embed(url: url)
        case .related(let story): .related(story)
        case .doc, .listItem, .tableCaption, .tableRow, .tableCell, .tableHeader, .text, .hardBreak: nil
        }
    }

    fileprivate var blocks: [Block] { children.compactMap(\.block) }

    private func table(caption: [Inline]) -> Block {
        .table(rows: children.map { $0.children.compactMap(\.cell) }, caption: caption)
    }

    private var cell: Block.Cell? {
        switch kind {
        case .tableCell(let span): Block.Cell(columns: span.columns, rows: span.rows, inlines)
        case .tableHeader(let span): Block.Cell(isHeader: true, columns: span.columns, rows: span.rows, inlines)
        default: nil
        }
    }

    private var inlines: [Inline] { Self.nested(children[...], depth: 0) }

    /// Texts and line breaks with the same outer mark go together into that mark.
    private static func nested(_ nodes: ArraySlice<DocumentNode>, depth: Int) -> [Inline] {
        var (result, rest): ([Inline], _) = ([], nodes)
        while let first = rest.first {
            guard depth < first.marks.count else {
                result.append(first.text.map { .text($0) } ?? .lineBreak)
                rest.removeFirst()
                continue
            }
            let mark = first.marks[depth]
            let alike = rest.prefix { depth < $0.marks.count && $0.marks[depth] == mark }
            result.append(mark.around(nested(alike, depth: depth + 1)))
            rest = rest[alike.endIndex...]
        }
        return result
    }
}
