// Replacing a range of a document by a slice, with the very rules of ProseMirror (prosemirror-model, replace.ts): what
// differed here would part the server's text from the browsers'.

extension DocumentNode {
    /// The document with a slice in place of what lies between two positions.
    ///
    /// Nodes that are open at the slice's ends are joined to those around the place.
    /// - Throws: `doesNotFit` where the depths do not match; `notAllowed` where a node would have content that it may not.
    func replacing(
        from start: Int,
        to end: Int,
        with slice: DocumentSlice
    ) throws(DocumentFault) -> DocumentNode {
        let from = try DocumentPosition(start, in: self)
        let to = try DocumentPosition(end, in: self)
        guard start <= end else { throw .doesNotFit("ends before it begins") }
        guard slice.openStart <= from.depth else { throw .doesNotFit("inserts deeper than its place is") }
        guard from.depth - slice.openStart == to.depth - slice.openEnd else {
            throw .doesNotFit("is open at depths that do not match")
        }
        return try Replacement.outer(from, to, slice, depth: 0)
    }
}

private enum Replacement {
    typealias Position = DocumentPosition

    static func outer(
        _ from: Position,
        _ to: Position,
        _ slice: DocumentSlice,
        depth: Int
    ) throws(DocumentFault) -> DocumentNode {
        let (index, node) = (from.index(depth), from.node(depth))
        if index == to.index(depth), depth < from.depth - slice.openStart {
            let inner = try outer(from, to, slice, depth: depth + 1)
            return node.with(node.children.replacing(at: index, with: inner))
        }
        if slice.nodes.isEmpty { return try node.closed(with: twoWay(from, to, depth)) }
        if slice.openStart == 0, slice.openEnd == 0, from.depth == depth, to.depth == depth {
            let before = try from.parent.children.cut(from: 0, to: from.parentOffset)
            let after = try from.parent.children.cut(from: to.parentOffset, to: from.parent.contentSize)
            return try from.parent.closed(with: before.joined(with: slice.nodes).joined(with: after))
        }
        let (start, end) = try ends(of: slice, along: from)
        return try node.closed(with: threeWay(from, start, end, to, depth))
    }

    /// The ends of a slice as positions in a document that has the nodes around it that its place has.
    private static func ends(
        of slice: DocumentSlice,
        along position: Position
    ) throws(DocumentFault) -> (Position, Position) {
        let extra = position.depth - slice.openStart
        var node = position.node(extra).with(slice.nodes)
        for depth in stride(from: extra - 1, through: 0, by: -1) { node = position.node(depth).with([node]) }
        return (
            try Position(slice.openStart + extra, in: node),
            try Position(node.contentSize - slice.openEnd - extra, in: node)
        )
    }

    /// The content of a node whose beginning is before one position and whose end is behind another.
    private static func twoWay(
        _ from: Position,
        _ to: Position,
        _ depth: Int
    ) throws(DocumentFault) -> [DocumentNode] {
        var content: [DocumentNode] = []
        try add(nil, from, depth, to: &content)
        if from.depth > depth {
            let node = try joinable(from, to, depth + 1)
            content.join(try node.closed(with: twoWay(from, to, depth + 1)))
        }
        try add(to, nil, depth, to: &content)
        return content
    }

    /// The same with a slice between the two.
    private static func threeWay(
        _ from: Position,
        _ start: Position,
        _ end: Position,
        _ to: Position,
        _ depth: Int
    ) throws(DocumentFault) -> [DocumentNode] {
        let openStart = from.depth > depth ? try joinable(from, start, depth + 1) : nil
        let openEnd = to.depth > depth ? try joinable(end, to, depth + 1) : nil
        var content: [DocumentNode] = []
        try add(nil, from, depth, to: &content)
        if let openStart, let openEnd, start.index(depth) == end.index(depth) {
            try checkJoin(openStart, openEnd)
            content.join(try openStart.closed(with: threeWay(from, start, end, to, depth + 1)))
        } else {
            if let openStart { content.join(try openStart.closed(with: twoWay(from, start, depth + 1))) }
            try add(start, end, depth, to: &content)
            if let openEnd { content.join(try openEnd.closed(with: twoWay(end, to, depth + 1))) }
        }
        try add(to, nil, depth, to: &content)
        return content
    }

    private static func joinable(
        _ before: Position,
        _ after: Position,
        _ depth: Int
    ) throws(DocumentFault) -> DocumentNode {
        guard after.depth >= depth else { throw .doesNotFit("joins nodes that are not there") }
        try checkJoin(before.node(depth), after.node(depth))
        return before.node(depth)
    }

    private static func checkJoin(_ main: DocumentNode, _ other: DocumentNode) throws(DocumentFault) {
        guard other.isJoinable(to: main) else {
            throw .doesNotFit("joins a \(other.kind.name) to a \(main.kind.name)")
        }
    }

    /// Adds the children of the node at a depth that lie between two positions, nodes around them left out.
    private static func add(
        _ start: Position?,
        _ end: Position?,
        _ depth: Int,
        to content: inout [DocumentNode]
    ) throws(DocumentFault) {
        guard let node = (end ?? start)?.node(depth) else { return }
        var first = 0
        let last = end?.index(depth) ?? node.children.count
        if let start {
            first = start.index(depth)
            if start.depth > depth {
                first += 1
            } else if start.textOffset > 0 {
                content.join(try start.textAfter())
                first += 1
            }
        }
        if first < last { for child in node.children[first..<last] { content.join(child) } }
        if let end, end.depth == depth, end.textOffset > 0 { content.join(try end.textBefore()) }
    }
}
