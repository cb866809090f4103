// What may stand inside what: the schema's content expressions, as rules.

extension DocumentNode {
    /// What a node may contain.
    enum Content: Hashable {
        /// One or more blocks.
        case blocks
        /// Text and line breaks with any marks, or nothing.
        case inline
        /// Text without marks, or nothing.
        case plainText
        /// One or more items.
        case items
        /// A caption, then a table.
        case captionAndTable
        /// One or more rows.
        case rows
        /// Cells, or none.
        case cells
        case nothing
    }

    /// The parts that nodes play in others.
    private enum Part: Hashable {
        case block, text, hardBreak, item, caption, table, row, cell, document
    }

    var content: Content {
        switch kind {
        case .doc, .blockquote, .listItem: .blocks
        case .paragraph, .heading, .pullQuote, .tableCaption, .tableCell, .tableHeader: .inline
        case .preformatted: .plainText
        case .bulletList, .orderedList: .items
        case .captionedTable: .captionAndTable
        case .table: .rows
        case .tableRow: .cells
        case .horizontalRule, .picture, .embed, .related, .text, .hardBreak: .nothing
        }
    }

    private var part: Part {
        switch kind {
        case .doc: .document
        case .paragraph, .heading, .blockquote, .pullQuote, .bulletList, .orderedList, .captionedTable, .preformatted,
            .horizontalRule, .picture, .embed, .related:
            .block
        case .table: .table
        case .listItem: .item
        case .tableCaption: .caption
        case .tableRow: .row
        case .tableCell, .tableHeader: .cell
        case .text: .text
        case .hardBreak: .hardBreak
        }
    }

    /// Whether the node may have these children.
    func allows(_ children: [DocumentNode]) -> Bool {
        switch content {
        case .blocks: !children.isEmpty && children.allSatisfy { $0.part == .block || $0.part == .table }
        case .inline: children.allSatisfy(\.isInline)
        case .plainText: children.allSatisfy { $0.isText && $0.marks.isEmpty }
        case .items: !children.isEmpty && children.allSatisfy { $0.part == .item }
        case .captionAndTable: children.map(\.part) == [.caption, .table]
        case .rows: !children.isEmpty && children.allSatisfy { $0.part == .row }
        case .cells: children.allSatisfy { $0.part == .cell }
        case .nothing: children.isEmpty
        }
    }

    /// Whether the content of both may begin alike, so that the one can be joined to the other.
    func isJoinable(to other: DocumentNode) -> Bool {
        if content == .nothing || other.content == .nothing { return kind.name == other.kind.name }
        return content == other.content
            || [content, other.content].allSatisfy { $0 == .inline || $0 == .plainText }
    }

    /// Whether text in it may have marks.
    var allowsMarks: Bool { content == .inline }

    /// The same node with other content, if it may have that.
    func closed(with children: [DocumentNode]) throws(DocumentFault) -> DocumentNode {
        guard allows(children) else { throw .notAllowed("has content that a \(kind.name) may not have") }
        return with(children)
    }
}

extension DocumentNode {
    /// Checks a whole document: what stands in what, how deep, and how much.
    func check() throws(DocumentFault) {
        guard case .doc = kind else { throw .notAllowed("does not begin with a doc") }
        var totals = Totals()
        try check(depth: 0, &totals)
        if totals.related > Body.mostRelated { throw .tooLarge }
        // What its HTML could take at most. Where that is too much, it is written and measured.
        guard 6 * totals.bytes + 80 * totals.nodes > Body.longest || 4 * totals.nodes > Body.mostElements else {
            return
        }
        do {
            try Document(root: self).body.check()
        } catch {
            throw .tooLarge
        }
        if totals.nodes > 4 * Body.mostElements || totals.bytes > Body.longest { throw .tooLarge }
    }

    private struct Totals {
        var bytes = 0
        var nodes = 0
        var related = 0
    }

    private func check(depth: Int, _ totals: inout Totals) throws(DocumentFault) {
        totals.nodes += 1 + marks.count
        if case .related = kind { totals.related += 1 }
        totals.bytes += (text?.utf8.count ?? 0) + marks.reduce(0) { $0 + $1.mostBytes / 6 }
        guard allows(children) else { throw .notAllowed("has content that a \(kind.name) may not have") }
        let inner = kind.isDeep ? depth + 1 : depth
        guard inner <= Body.deepest else { throw .notAllowed("has quotes and lists more than \(Body.deepest) deep") }
        for child in children { try child.check(depth: inner, &totals) }
    }
}

extension DocumentNode.Kind {
    /// Whether it counts towards the depth of a body.
    fileprivate var isDeep: Bool {
        switch self {
        case .blockquote, .pullQuote, .bulletList, .orderedList: true
        default: false
        }
    }
}
