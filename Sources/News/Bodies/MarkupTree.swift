internal import CHTML5

/// An HTML fragment as html5ever parses it, which is how a browser does.
final class MarkupTree {
    /// The limits of one parse; `docs/decisions/0011` says how the numbers were chosen.
    private static let limits = html5_limits(
        tags: UInt32(Body.mostElements),
        attributes: UInt32(mostAttributes),
        depth: 512,
        formatting: 64,
        names: 1_000,
        nodes: 200_000,
        steps: 200_000_000
    )

    /// Maximum number of attributes of one tag.
    static let mostAttributes = 256

    /// How much work the parse took: looks at open elements, and changes of the tree.
    let steps: Int
    /// The role of each element name.
    fileprivate let roles: [ElementRole]
    fileprivate let tree: UnsafePointer<html5_tree>

    init(_ html: String) throws(BodyError) {
        var html = html
        var attributes = MarkupAttribute.names
        let read = html.withUTF8 { html in
            attributes.withUTF8 { attributes in
                html5_read(html.baseAddress, html.count, attributes.baseAddress, attributes.count, Self.limits)
            }
        }
        guard let read else { throw .unreadable }
        let status = Int(read.pointee.status)
        guard status == HTML5_READ else {
            html5_free(read)
            throw status == HTML5_BEYOND_LIMITS ? .tooManyElements : .unreadable
        }
        tree = read
        steps = Int(clamping: read.pointee.steps)
        roles = (0..<read.pointee.name_count).map { ElementRole.of(read.pointee.name($0)) }
    }

    deinit {
        html5_free(tree)
    }

    /// The element whose children are the parsed fragment.
    var root: MarkupNode { MarkupNode(tree: self, index: Int(tree.pointee.root)) }
}

/// A node of a tree.
struct MarkupNode {
    enum Kind {
        case text(String)
        case element(ElementRole)
        case comment(String)
        /// Templates, and elements of SVG and MathML.
        case other
    }

    fileprivate let tree: MarkupTree
    fileprivate let index: Int

    private var node: html5_node { tree.tree.pointee.nodes[index] }

    var kind: Kind {
        let node = node
        switch Int(node.kind) {
        case HTML5_TEXT: return .text(tree.tree.pointee.string(node.start, node.length))
        case HTML5_ELEMENT: return .element(tree.roles[Int(node.name)])
        case HTML5_COMMENT: return .comment(tree.tree.pointee.string(node.start, node.length))
        default: return .other
        }
    }

    /// Only valid for elements.
    var name: String { tree.tree.pointee.name(Int(node.name)) }

    var firstChild: MarkupNode? { other(node.first_child) }

    var nextSibling: MarkupNode? { other(node.next_sibling) }

    private func other(_ index: UInt32) -> MarkupNode? {
        index == 0 ? nil : MarkupNode(tree: tree, index: Int(index))
    }

    /// Only valid for elements.
    func attribute(_ attribute: MarkupAttribute) -> String? {
        let node = node
        for index in Int(node.start)..<Int(node.start + node.length) {
            let found = tree.tree.pointee.attributes[index]
            if Int(found.name) == attribute.rawValue { return tree.tree.pointee.string(found.start, found.length) }
        }
        return nil
    }

    /// The number that an attribute begins with, as HTML parses integers.
    ///
    /// At most nine digits are read, so that sums with it cannot overflow.
    func number(_ attribute: MarkupAttribute) -> Int? {
        guard let value = self.attribute(attribute)?.drop(while: \.isWhitespace) else { return nil }
        let sign = value.first == "-" ? -1 : 1
        let digits = value.drop { $0 == "-" || $0 == "+" }.prefix(9).prefix { $0.isASCII && $0.isNumber }
        return Int(digits).map { sign * $0 }
    }

    func hasClass(in names: Set<String>) -> Bool {
        guard let classes = attribute(.class) else { return false }
        return classes.split(whereSeparator: \.isWhitespace).contains { names.contains(String($0)) }
    }

    /// All text inside, with line breaks as line feeds and without scripts and styles.
    func text() -> String {
        var text = ""
        var open = [firstChild]
        while let next = open.last {
            guard let node = next else {
                open.removeLast()
                continue
            }
            open[open.count - 1] = node.nextSibling
            switch node.kind {
            case .text(let string): text += string
            case .element(.dropped), .element(.styleSheet), .comment, .other: break
            case .element(.lineBreak): text += "\n"
            case .element: open.append(node.firstChild)
            }
        }
        return text
    }

    /// Whether it contains visible text; also true if it has too many nodes to look at.
    var hasWords: Bool {
        var open = [firstChild]
        for _ in 0..<60 {
            guard let next = open.last else { return false }
            guard let node = next else {
                open.removeLast()
                continue
            }
            open[open.count - 1] = node.nextSibling
            switch node.kind {
            case .text(let text): if !text.isBlank { return true }
            case .element: open.append(node.firstChild)
            case .comment, .other: break
            }
        }
        return true
    }

    /// The first child that is an element.
    var firstElement: MarkupNode? {
        var next = firstChild
        while let child = next {
            if case .element = child.kind { return child }
            next = child.nextSibling
        }
        return nil
    }

    /// How many children have this role.
    func count(of role: ElementRole) -> Int {
        var count = 0
        var next = firstChild
        while let child = next {
            if case .element(role) = child.kind { count += 1 }
            next = child.nextSibling
        }
        return count
    }

    /// Its text, if one text node is its only child.
    var onlyText: String? {
        guard let child = firstChild, child.nextSibling == nil, case .text(let text) = child.kind else { return nil }
        return text
    }

    /// The attribute's value on the first child with this role that has it.
    func firstAttribute(_ attribute: MarkupAttribute, of role: ElementRole) -> String? {
        var next = firstChild
        while let child = next {
            if case .element(role) = child.kind, let value = child.attribute(attribute) { return value }
            next = child.nextSibling
        }
        return nil
    }
}

extension html5_tree {
    fileprivate func string(_ start: UInt32, _ length: UInt32) -> String {
        String(decoding: UnsafeBufferPointer(start: text + Int(start), count: Int(length)), as: UTF8.self)
    }

    fileprivate func name(_ index: Int) -> String {
        string(names[index].start, names[index].length)
    }
}
