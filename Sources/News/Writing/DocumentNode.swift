/// A node of a document.
struct DocumentNode: Hashable, Sendable {
    /// What a node is, with the attributes that it has.
    enum Kind: Hashable, Sendable {
        case doc
        case paragraph
        case heading(level: Int)
        case blockquote
        case pullQuote
        case bulletList
        case orderedList(start: Int)
        case listItem
        case captionedTable
        case tableCaption
        case table
        case tableRow
        case tableCell(Span)
        case tableHeader(Span)
        case preformatted
        case horizontalRule
        case picture(index: Int)
        case embed(url: String)
        case related(StoryNumber)
        case text(String)
        case hardBreak
    }

    /// How many columns and rows a cell takes.
    struct Span: Hashable, Sendable {
        var columns = 1
        var rows = 1
    }

    let kind: Kind
    /// In the order of `Mark.rank`, one of each kind.
    let marks: [Mark]
    let children: [DocumentNode]
    /// Positions that the node takes.
    let size: Int
    /// How many nodes lie one in another, this one among them.
    let height: Int

    init(_ kind: Kind, _ children: [DocumentNode] = [], marks: [Mark] = []) {
        self.kind = kind
        self.marks = marks
        self.children = children
        height = children.reduce(1) { max($0, $1.height + 1) }
        size =
            switch kind {
            case .text(let text): text.utf16.count
            case .hardBreak, .horizontalRule, .picture, .embed, .related: 1
            default: children.size + 2
            }
    }

    static func text(_ text: String, _ marks: [Mark] = []) -> DocumentNode { DocumentNode(.text(text), marks: marks) }

    /// Positions inside the node.
    var contentSize: Int { isLeaf ? 0 : size - 2 }

    var text: String? {
        if case .text(let text) = kind { return text }
        return nil
    }

    var isText: Bool { text != nil }

    var isInline: Bool {
        switch kind {
        case .text, .hardBreak: true
        default: false
        }
    }

    var isLeaf: Bool {
        switch kind {
        case .text, .hardBreak, .horizontalRule, .picture, .embed, .related: true
        default: false
        }
    }

    /// The same node with other content.
    func with(_ children: [DocumentNode]) -> DocumentNode { DocumentNode(kind, children, marks: marks) }

    /// The same node with other marks.
    func with(marks: [Mark]) -> DocumentNode { DocumentNode(kind, children, marks: marks) }

    /// The text of a range of its code units.
    /// - Throws: `doesNotFit` where the range parts the two halves of a character.
    func cutText(_ range: Range<Int>) throws(DocumentFault) -> DocumentNode {
        guard let text else { return self }
        if range == 0..<size { return self }
        let units = text.utf16
        let start = units.index(units.startIndex, offsetBy: range.lowerBound)
        let end = units.index(start, offsetBy: range.count)
        guard let part = String(units[start..<end]) else { throw .doesNotFit("parts the halves of a character") }
        return .text(part, marks)
    }
}

extension [DocumentNode] {
    var size: Int { reduce(0) { $0 + $1.size } }

    /// Appends a node, or joins it to the text before it.
    mutating func join(_ node: DocumentNode) {
        if let text = node.text, let last, let before = last.text, last.marks == node.marks {
            self[count - 1] = .text(before + text, node.marks)
        } else {
            append(node)
        }
    }

    func joined(with nodes: [DocumentNode]) -> [DocumentNode] {
        guard let first = nodes.first else { return self }
        var result = self
        result.join(first)
        result += nodes.dropFirst()
        return result
    }

    func replacing(at index: Int, with node: DocumentNode) -> [DocumentNode] {
        var result = self
        result[index] = node
        return result
    }

    /// The node that holds a position inside these, and where it begins; behind the last there is none.
    func find(_ position: Int) -> (index: Int, start: Int) {
        var start = 0
        for (index, node) in enumerated() {
            if start + node.size > position { return (index, start) }
            start += node.size
        }
        return (count, start)
    }

    /// What lies between two positions; nodes that are cut through stay around what is left of them.
    func cut(from start: Int, to end: Int) throws(DocumentFault) -> [DocumentNode] {
        var result: [DocumentNode] = []
        var position = 0
        for node in self where end > start {
            if position >= end { break }
            let nodeEnd = position + node.size
            if nodeEnd > start {
                if position >= start && nodeEnd <= end {
                    result.append(node)
                } else if node.isText {
                    result.append(
                        try node.cutText(Swift.max(0, start - position)..<Swift.min(node.size, end - position))
                    )
                } else {
                    let inner = try node.children.cut(
                        from: Swift.max(0, start - position - 1),
                        to: Swift.min(node.contentSize, end - position - 1)
                    )
                    result.append(node.with(inner))
                }
            }
            position = nodeEnd
        }
        return result
    }
}
