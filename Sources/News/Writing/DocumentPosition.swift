/// A position in a document with the way to it: ProseMirror's `ResolvedPos`.
struct DocumentPosition {
    private struct Step {
        let node: DocumentNode
        /// Of the child that the way goes on to, or before which the position lies.
        let index: Int
        /// Where that child begins, in positions of the document.
        let childStart: Int
    }

    let position: Int
    private let path: [Step]
    /// The position inside the innermost node.
    let parentOffset: Int

    /// - Throws: `doesNotFit` where the document has no such position.
    init(_ position: Int, in root: DocumentNode) throws(DocumentFault) {
        guard (0...root.contentSize).contains(position) else { throw .doesNotFit("names a position beyond the text") }
        var path: [Step] = []
        var (node, start, offset) = (root, 0, position)
        while true {
            let (index, childStart) = node.children.find(offset)
            path.append(Step(node: node, index: index, childStart: start + childStart))
            let rest = offset - childStart
            if rest == 0 || node.children[index].isText { break }
            node = node.children[index]
            start += childStart + 1
            offset = rest - 1
        }
        self.position = position
        self.path = path
        parentOffset = offset
    }

    /// How many nodes are around it, beside the document.
    var depth: Int { path.count - 1 }

    var parent: DocumentNode { path[depth].node }

    func node(_ depth: Int) -> DocumentNode { path[depth].node }

    /// The index, in the node at that depth, of the child that the position is in or before.
    func index(_ depth: Int) -> Int { path[depth].index }

    /// The index of the first child behind the position.
    func indexAfter(_ depth: Int) -> Int {
        index(depth) + (depth == self.depth && textOffset == 0 ? 0 : 1)
    }

    /// Where the content of the node at that depth begins.
    func start(_ depth: Int) -> Int { depth == 0 ? 0 : path[depth - 1].childStart + 1 }

    func end(_ depth: Int) -> Int { start(depth) + node(depth).contentSize }

    /// How far inside a text the position is.
    var textOffset: Int { position - path[depth].childStart }

    /// What is left of the text that the position parts, behind it.
    func textAfter() throws(DocumentFault) -> DocumentNode {
        let text = parent.children[index(depth)]
        return try text.cutText(textOffset..<text.size)
    }

    /// The same before it.
    func textBefore() throws(DocumentFault) -> DocumentNode {
        try parent.children[index(depth)].cutText(0..<textOffset)
    }

    /// The depth of the innermost node that has this position and another one inside.
    func sharedDepth(_ other: Int) -> Int {
        var depth = depth
        while depth > 0, !(start(depth) <= other && end(depth) >= other) { depth -= 1 }
        return depth
    }
}
