extension BodyBuilder {
    /// Sends existing blocks through the builder, as a parser would, to bring them into normal form.
    mutating func replay(_ blocks: [Block]) {
        for block in blocks { replay(block) }
    }

    private mutating func replay(_ block: Block) {
        switch block {
        case .paragraph(let content): paragraph(content)
        case .heading(let level, let content):
            endBlock()
            textKind = .heading(level)
            paragraph(content)
            textKind = .paragraph
        case .quote(let inner): within(.quote(isPull: false)) { $0.replay(inner) }
        case .pullQuote(let content): within(.quote(isPull: true)) { $0.paragraph(content) }
        case .list(let ordered, let start, let items):
            within(.list(ordered: ordered, start: start)) { builder in
                for item in items { builder.within(.item) { $0.replay(item) } }
            }
        case .table(let rows, let caption): table(rows, caption)
        case .preformatted(let text): addPreformatted(text)
        case .rule: add(leaf: .rule)
        case .picture(let index): addPicture(index)
        case .embed(let url): addEmbed(url)
        case .related(let story): addRelated(story)
        }
    }

    private mutating func paragraph(_ content: [Inline]) {
        endBlock()
        for inline in content { replay(inline) }
        endBlock()
    }

    private mutating func table(_ rows: [[Block.Cell]], _ caption: [Inline]) {
        within(.table) { builder in
            if !caption.isEmpty { builder.within(.caption) { $0.paragraph(caption) } }
            for row in rows {
                builder.within(.row) { builder in
                    for cell in row { builder.within(.cell(cell.with([]))) { $0.paragraph(cell.content) } }
                }
            }
        }
    }

    private mutating func within(_ kind: BodyFrame.Kind, _ fill: (inout BodyBuilder) -> Void) {
        let isOpen = open(kind)
        fill(&self)
        if isOpen { close() }
    }

    private mutating func replay(_ inline: Inline) {
        switch inline {
        case .text(let string): text(string)
        case .lineBreak: lineBreak()
        case .emphasis(let content): replay(content, in: .emphasis)
        case .strong(let content): replay(content, in: .strong)
        case .code(let content): replay(content, in: .code)
        case .strike(let content): replay(content, in: .strike)
        case .subscript(let content): replay(content, in: .subscript)
        case .superscript(let content): replay(content, in: .superscript)
        case .mark(let content): replay(content, in: .mark)
        case .link(let href, let content): replay(content, in: LinkTarget.clean(href).map { .link($0) })
        }
    }

    private mutating func replay(_ content: [Inline], in mark: Mark?) {
        let isOpen = mark.map { openMark($0) } ?? false
        for inline in content { replay(inline) }
        if let mark, isOpen { closeMark(mark) }
    }

    mutating func addPreformatted(_ text: String) {
        let text = CleanText.preformatted(text)
        if !text.isBlank { add(leaf: .preformatted(text)) }
    }

    mutating func addPicture(_ index: Int) {
        if index >= 0, index < pictureCount { add(leaf: .picture(index)) }
    }

    mutating func addRelated(_ story: StoryNumber) {
        guard story.rawValue > 0 else { return }
        relatedCount += 1
        add(leaf: .related(story))
    }

    mutating func addEmbed(_ url: String) {
        if let url = LinkTarget.web(url) { add(leaf: .embed(url: url)) }
    }
}
