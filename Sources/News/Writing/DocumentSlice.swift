/// A piece of a document, with how many nodes are cut open at its beginning and its end: ProseMirror's `Slice`.
struct DocumentSlice: Hashable, Sendable {
    let nodes: [DocumentNode]
    let openStart: Int
    let openEnd: Int

    static let empty = DocumentSlice([], openStart: 0, openEnd: 0)

    init(_ nodes: [DocumentNode], openStart: Int, openEnd: Int) {
        self.nodes = nodes
        self.openStart = openStart
        self.openEnd = openEnd
    }

    /// Positions that it takes in a document.
    var size: Int { nodes.size - openStart - openEnd }

    /// What a document has between two positions.
    init(of root: DocumentNode, from start: Int, to end: Int) throws(DocumentFault) {
        guard start != end else {
            self = .empty
            return
        }
        let from = try DocumentPosition(start, in: root)
        let to = try DocumentPosition(end, in: root)
        guard start < end else { throw .doesNotFit("ends before it begins") }
        let depth = from.sharedDepth(end)
        let first = from.start(depth)
        self.init(
            try from.node(depth).children.cut(from: start - first, to: end - first),
            openStart: from.depth - depth,
            openEnd: to.depth - depth
        )
    }

    /// The slice with nodes put into it at a position; nil where that place does not take them.
    func inserting(_ inserted: [DocumentNode], at position: Int) throws(DocumentFault) -> DocumentSlice? {
        guard (0...max(0, size)).contains(position) else { return nil }
        let result = try Self.insert(
            inserted,
            into: nodes,
            at: position + openStart,
            openStart: openStart + 1,
            openEnd: openEnd + 1,
            of: nil
        )
        return result.map { DocumentSlice($0, openStart: openStart, openEnd: openEnd) }
    }

    private static func insert(
        _ inserted: [DocumentNode],
        into nodes: [DocumentNode],
        at position: Int,
        openStart: Int,
        openEnd: Int,
        of parent: DocumentNode?
    ) throws(DocumentFault) -> [DocumentNode]? {
        let (index, start) = nodes.find(position)
        guard start != position, !nodes[index].isText else {
            if let parent, openStart <= 0, openEnd <= 0,
                !parent.allows(Array(nodes[..<index]) + inserted + nodes[index...])
            {
                return nil
            }
            return try nodes.cut(from: 0, to: position).joined(with: inserted)
                .joined(with: nodes.cut(from: position, to: nodes.size))
        }
        let child = nodes[index]
        let inner = try insert(
            inserted,
            into: child.children,
            at: position - start - 1,
            openStart: index == 0 ? openStart - 1 : 0,
            openEnd: index == nodes.count - 1 ? openEnd - 1 : 0,
            of: child
        )
        return inner.map { nodes.replacing(at: index, with: child.with($0)) }
    }

    /// The slice with each text and line break changed, by a rule that is told the node around it.
    func mappingInline(
        in parent: DocumentNode,
        _ change: (DocumentNode, DocumentNode) -> DocumentNode
    ) -> DocumentSlice {
        DocumentSlice(Self.map(nodes, parent, change), openStart: openStart, openEnd: openEnd)
    }

    private static func map(
        _ nodes: [DocumentNode],
        _ parent: DocumentNode,
        _ change: (DocumentNode, DocumentNode) -> DocumentNode
    ) -> [DocumentNode] {
        var result: [DocumentNode] = []
        for node in nodes {
            let node = node.children.isEmpty ? node : node.with(map(node.children, node, change))
            result.join(node.isInline ? change(node, parent) : node)
        }
        return result
    }

    /// The words in it, a space between blocks.
    var text: String {
        var words = ""
        Self.collect(nodes, into: &words)
        return words
    }

    private static func collect(_ nodes: [DocumentNode], into words: inout String) {
        for node in nodes {
            if let text = node.text {
                words += text
            } else if case .embed(let url) = node.kind {
                words += (words.isEmpty ? "" : " ") + url
            } else if case .related(let story) = node.kind {
                words += (words.isEmpty ? "" : " ") + "[[\(story)]]"
            } else {
                if !words.isEmpty, words.last != " " { words += " " }
                collect(node.children, into: &words)
            }
        }
    }
}

extension DocumentSlice {
    /// - Parameter json: As ProseMirror writes it; null or nothing for an empty one.
    init(json: JSONValue?) throws(DocumentFault) {
        guard let json, json != .null else {
            self = .empty
            return
        }
        guard json.asObject != nil else { throw .unreadable("has a slice that is no object") }
        let nodes = try [DocumentNode](json: json.member("content"))
        let openStart = try Self.open(json.member("openStart"), in: nodes, \.first)
        let openEnd = try Self.open(json.member("openEnd"), in: nodes, \.last)
        self.init(nodes, openStart: openStart, openEnd: openEnd)
    }

    /// How many nodes are open at one side: no more than there are.
    private static func open(
        _ json: JSONValue?,
        in nodes: [DocumentNode],
        _ edge: ([DocumentNode]) -> DocumentNode?
    ) throws(DocumentFault) -> Int {
        guard let json else { return 0 }
        guard let count = json.asInteger, count >= 0 else { throw .unreadable("has a slice without a depth") }
        var (next, depth) = (edge(nodes), 0)
        while let node = next, !node.isLeaf, depth < count {
            depth += 1
            next = edge(node.children)
        }
        guard depth == count else { throw .unreadable("has a slice that is open deeper than it is") }
        return count
    }

    var json: JSONValue? {
        if nodes.isEmpty { return nil }
        return .members([
            "content": .array(nodes.map(\.json)),
            "openStart": openStart == 0 ? nil : .integer(openStart),
            "openEnd": openEnd == 0 ? nil : .integer(openEnd),
        ])
    }
}
