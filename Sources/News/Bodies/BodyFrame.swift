/// A block that holds others and is still being read.
struct BodyFrame {
    enum Kind: Equatable {
        case root
        case quote(isPull: Bool)
        case list(ordered: Bool, start: Int?)
        case item
        case table
        case caption
        case row
        /// The cell's spans and kind, still without content.
        case cell(Block.Cell)

        var isList: Bool {
            if case .list = self { return true }
            return false
        }

        /// Whether it counts towards the depth limit of a body.
        var isDeep: Bool {
            switch self {
            case .quote, .list: true
            default: false
            }
        }

        /// Whether only text is kept in it.
        var isCell: Bool {
            switch self {
            case .cell, .caption: true
            default: false
            }
        }
    }

    let kind: Kind
    var blocks: [Block] = []
    var items: [[Block]] = []
    var rows: [[Field]] = []
    var cells: [Field] = []
    var caption: [Inline] = []
    /// The paragraphs of a cell or caption, as they were read.
    var runs: [InlineRun] = []

    /// A table cell, and the paragraphs it was made of.
    typealias Field = (cell: Block.Cell, runs: [InlineRun])

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// All paragraphs on one line, with line breaks between them.
    var line: [Inline] {
        var whole = InlineRun()
        for run in runs {
            // A mark that spans two paragraphs is open in both runs; closing it in each keeps the runs independent.
            whole.append(contentsOf: run.closed)
            whole.append(.lineBreak)
        }
        return whole.line()
    }

    /// The blocks that the frame becomes when it ends; none if it is empty.
    var blocksWhenClosed: [Block] {
        switch kind {
        case .quote(let isPull): quote(isPull: isPull)
        case .list(let ordered, let start): items.isEmpty ? [] : [list(ordered: ordered, start: start)]
        case .table: table
        default: blocks
        }
    }

    private func quote(isPull: Bool) -> [Block] {
        guard !blocks.isEmpty else { return [] }
        let lines = blocks.compactMap { block -> [Inline]? in
            if case .paragraph(let content) = block { return content }
            return nil
        }
        guard isPull, lines.count == blocks.count else { return [.quote(blocks)] }
        return [.pullQuote(Array(lines.joined(separator: [.lineBreak])))]
    }

    private func list(ordered: Bool, start: Int?) -> Block {
        let number = ordered ? start.flatMap { (-999_999_999...999_999_999).contains($0) ? $0 : nil } : nil
        return .list(ordered: ordered, start: number == 1 ? nil : number, items: items)
    }

    /// The table as blocks.
    ///
    /// Old pages used a table of one cell as a frame around text, so only the text of such a table is kept.
    private var table: [Block] {
        if rows.count == 1, rows[0].count == 1, caption.isEmpty {
            return rows[0][0].runs.flatMap { $0.paragraphs() }.map { .paragraph($0) }
        }
        let isEmpty = rows.allSatisfy { $0.allSatisfy { $0.cell.content.isEmpty } }
        if rows.isEmpty || (isEmpty && caption.isEmpty) { return caption.isEmpty ? [] : [.paragraph(caption)] }
        return [.table(rows: rows.map { $0.map(\.cell) }, caption: caption)]
    }
}

extension InlineRun {
    /// The run with every mark closed.
    var closed: InlineRun {
        let balance = tokens.reduce(0) { count, token in
            switch token {
            case .open: count + 1
            case .close: max(0, count - 1)
            case .text, .lineBreak: count
            }
        }
        var result = self
        for _ in 0..<balance { result.append(.close) }
        return result
    }
}

extension Block.Cell {
    /// The same cell with content, and its spans limited to 1 to 100.
    func with(_ content: [Inline]) -> Block.Cell {
        Block.Cell(
            isHeader: isHeader,
            columns: min(max(columns, 1), 100),
            rows: min(max(rows, 1), 100),
            content
        )
    }
}
