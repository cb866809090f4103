extension Step {
    /// The document after the step; only what it touches is checked.
    func apply(to root: DocumentNode) throws(DocumentFault) -> DocumentNode {
        switch self {
        case .replace(let step): try step.apply(to: root)
        case .replaceAround(let step): try step.apply(to: root)
        case .addMark(let step): try step.apply(to: root) { $0.adding(step.mark) }
        case .removeMark(let step): try step.apply(to: root, whereAllowed: false) { $0.removing(step.mark) }
        case .setAttribute(let step): try step.apply(to: root)
        }
    }
}

extension Step.Replace {
    fileprivate func apply(to root: DocumentNode) throws(DocumentFault) -> DocumentNode {
        if isStructure, try root.hasContent(from: from, to: to) {
            throw .doesNotFit("would take text away, though it changes structure alone")
        }
        return try root.replacing(from: from, to: to, with: slice)
    }
}

extension Step.ReplaceAround {
    fileprivate func apply(to root: DocumentNode) throws(DocumentFault) -> DocumentNode {
        guard from <= gapFrom, gapFrom <= gapTo, gapTo <= to else { throw .doesNotFit("has a gap outside its range") }
        if isStructure {
            let before = try root.hasContent(from: from, to: gapFrom)
            let after = try root.hasContent(from: gapTo, to: to)
            if before || after { throw .doesNotFit("would take text away, though it changes structure alone") }
        }
        let gap = try DocumentSlice(of: root, from: gapFrom, to: gapTo)
        guard gap.openStart == 0, gap.openEnd == 0 else { throw .doesNotFit("has a gap that cuts through nodes") }
        guard let inserted = try slice.inserting(gap.nodes, at: insert) else {
            throw .doesNotFit("has a gap whose content the slice does not take")
        }
        return try root.replacing(from: from, to: to, with: inserted)
    }
}

extension Step.Marking {
    fileprivate func apply(
        to root: DocumentNode,
        whereAllowed: Bool = true,
        _ change: ([Mark]) -> [Mark]
    ) throws(DocumentFault) -> DocumentNode {
        let start = try DocumentPosition(from, in: root)
        let slice = try DocumentSlice(of: root, from: from, to: to)
        let parent = start.node(start.sharedDepth(to))
        let marked = slice.mappingInline(in: parent) { node, parent in
            whereAllowed && !parent.allowsMarks ? node : node.with(marks: change(node.marks))
        }
        return try root.replacing(from: from, to: to, with: marked)
    }
}

extension Step.SetAttribute {
    fileprivate func apply(to root: DocumentNode) throws(DocumentFault) -> DocumentNode {
        let place = try DocumentPosition(position, in: root)
        guard place.textOffset == 0, let node = place.parent.children.dropFirst(place.index(place.depth)).first else {
            throw .doesNotFit("sets an attribute of a node that is not there")
        }
        let changed = DocumentNode(try node.kind.with(name, value), marks: node.marks)
        let slice = DocumentSlice([changed], openStart: 0, openEnd: node.isLeaf ? 0 : 1)
        return try root.replacing(from: position, to: position + 1, with: slice)
    }
}

extension DocumentNode {
    /// Whether there is anything between two positions but ends and beginnings of nodes.
    fileprivate func hasContent(from start: Int, to end: Int) throws(DocumentFault) -> Bool {
        let from = try DocumentPosition(start, in: self)
        var (distance, depth) = (end - start, from.depth)
        while distance > 0, depth > 0, from.indexAfter(depth) == from.node(depth).children.count {
            depth -= 1
            distance -= 1
        }
        guard distance > 0 else { return false }
        var next = from.node(depth).children.dropFirst(from.indexAfter(depth)).first
        while distance > 0 {
            guard let node = next, !node.isLeaf else { return true }
            next = node.children.first
            distance -= 1
        }
        return false
    }
}
