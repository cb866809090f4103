/// Brings the run of a block into normal form and builds trees from it.
///
/// No text begins or ends with a space unless it is between two others; no line break is at an end or next to another;
/// no mark is empty. A space stays where it first occurs, so that a link is not underlined before its first word.
struct InlineNormalizer {
    private let splits: Bool
    private var trees: [[Inline]] = []
    private var tokens: [InlineRun.Token] = []
    private var open: [Mark] = []
    /// The index of the last text or line break in `tokens`.
    private var lastLeaf: Int?
    /// Whether a space here would follow a space, a break or nothing.
    private var afterSpace = true

    private init(splits: Bool) {
        self.splits = splits
    }

    /// The run's trees: one for each paragraph if double line breaks split it, otherwise at most one.
    static func trees(of tokens: [InlineRun.Token], splits: Bool) -> [[Inline]] {
        var normalizer = InlineNormalizer(splits: splits)
        for token in tokens { normalizer.take(token) }
        normalizer.endTree()
        return normalizer.trees
    }

    private mutating func take(_ token: InlineRun.Token) {
        switch token {
        case .text(let text): addText(text)
        case .lineBreak: addBreak()
        case .open(let mark):
            open.append(mark)
            tokens.append(token)
        case .close:
            guard open.popLast() != nil else { return }
            tokens.append(token)
        }
    }

    private mutating func addText(_ text: String) {
        let collapsed = CleanText.collapsed(text, afterSpace: afterSpace)
        guard let end = collapsed.utf8.last else { return }
        lastLeaf = tokens.count
        tokens.append(.text(collapsed))
        afterSpace = end == 0x20
    }

    private mutating func addBreak() {
        guard let lastLeaf else { return }
        if case .lineBreak = tokens[lastLeaf] {
            if splits { endTree() }
            return
        }
        dropTrailingSpace()
        self.lastLeaf = tokens.count
        tokens.append(.lineBreak)
        afterSpace = true
    }

    private mutating func dropTrailingSpace() {
        guard let lastLeaf, case .text(let text) = tokens[lastLeaf], text.utf8.last == 0x20 else { return }
        tokens[lastLeaf] = .text(String(text.unicodeScalars.dropLast()))
    }

    /// Ends a paragraph; open marks continue in the next one.
    private mutating func endTree() {
        dropTrailingSpace()
        if let lastLeaf, case .lineBreak = tokens[lastLeaf] { tokens.remove(at: lastLeaf) }
        if tokens.contains(where: Self.isVisible) { trees.append(InlineTree.build(tokens)) }
        tokens = open.map { .open($0) }
        lastLeaf = nil
        afterSpace = true
    }

    private static func isVisible(_ token: InlineRun.Token) -> Bool {
        if case .text(let text) = token { return !text.isBlank }
        return false
    }
}

/// Builds a tree from normalized tokens.
private struct InlineTree {
    private var content: [Inline] = []
    /// Text that may continue: adjacent texts become one, as a parser would read them.
    private var text = ""
    private var outer: [(mark: Mark, content: [Inline], text: String)] = []

    static func build(_ tokens: [InlineRun.Token]) -> [Inline] {
        var tree = InlineTree()
        for token in tokens { tree.take(token) }
        while !tree.outer.isEmpty { tree.close() }
        tree.endText()
        return tree.content
    }

    private mutating func take(_ token: InlineRun.Token) {
        switch token {
        case .text(let more): text += more
        case .lineBreak:
            endText()
            content.append(.lineBreak)
        case .open(let mark):
            outer.append((mark, content, text))
            content = []
            text = ""
        case .close: close()
        }
    }

    private mutating func endText() {
        if !text.isEmpty { content.append(.text(text)) }
        text = ""
    }

    private mutating func close() {
        endText()
        guard let (mark, contentBefore, textBefore) = outer.popLast() else { return }
        let inner = content
        content = contentBefore
        text = textBefore
        if inner.isEmpty { return }
        endText()
        content.append(mark.around(inner))
    }
}
