internal import CGumbo

/// A node of gumbo's tree, read without copying its parts.
///
/// Valid while the arena lives.
struct GumboReader {
    enum Kind {
        case text(String)
        case element(GumboTag)
        /// Comments, templates, and elements of SVG and MathML.
        case other
    }

    private let node: UnsafePointer<GumboNode>

    init(_ node: UnsafePointer<GumboNode>) {
        self.node = node
    }

    var kind: Kind {
        switch node.pointee.type {
        case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE:
            return node.pointee.v.text.text.map { .text(String(cString: $0)) } ?? .other
        case GUMBO_NODE_ELEMENT:
            let isHTML = node.pointee.v.element.tag_namespace == GUMBO_NAMESPACE_HTML
            return isHTML ? .element(node.pointee.v.element.tag) : .other
        default: return .other
        }
    }

    var childCount: Int { Int(node.pointee.v.element.children.length) }

    /// Only to be asked of elements.
    func child(_ index: Int) -> GumboReader? {
        guard let item = node.pointee.v.element.children.data[index] else { return nil }
        return GumboReader(UnsafePointer(item.assumingMemoryBound(to: GumboNode.self)))
    }

    func attribute(_ name: String) -> String? {
        withUnsafePointer(to: node.pointee.v.element.attributes) { attributes in
            gumbo_get_attribute(attributes, name)?.pointee.value.map { String(cString: $0) }
        }
    }

    func hasClass(in names: Set<String>) -> Bool {
        guard let classes = attribute("class") else { return false }
        return classes.split(whereSeparator: \.isWhitespace).contains { names.contains(String($0)) }
    }

    func hasClass(_ name: String) -> Bool {
        hasClass(in: [name])
    }

    /// The address of the first link that is a child of this element.
    var firstLink: String? {
        firstAttribute("href", of: GUMBO_TAG_A)
    }

    /// The address of the first `source` of a video or a sound.
    var firstSource: String? {
        firstAttribute("src", of: GUMBO_TAG_SOURCE)
    }

    private func firstAttribute(_ name: String, of tag: GumboTag) -> String? {
        for index in 0..<childCount {
            if let child = child(index), case .element(tag) = child.kind, let value = child.attribute(name) {
                return value
            }
        }
        return nil
    }

    /// All text below, line breaks as line feeds; scripts and styles say nothing.
    func text() -> String {
        var text = ""
        var open: [(node: GumboReader, child: Int)] = [(self, 0)]
        while let (node, index) = open.last {
            guard index < node.childCount else {
                open.removeLast()
                continue
            }
            open[open.count - 1].child += 1
            guard let child = node.child(index) else { continue }
            switch child.kind {
            case .text(let string): text += string
            case .element(let tag):
                switch ElementRole.of(tag) {
                case .dropped: break
                case .lineBreak: text += "\n"
                default: open.append((child, 0))
                }
            case .other: break
            }
        }
        return text
    }
}
