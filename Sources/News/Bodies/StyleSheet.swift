/// The class rules in a body's own `style` elements.
///
/// Exports of Google Docs and of Apple's programs say there what is bold. Only rules for one class are read (`.c1`,
/// `span.s1`), as those programs write them.
struct StyleSheet {
    private var styles: [String: ElementStyle] = [:]

    /// Reads one more `style` element; if two rules conflict, the later one counts.
    mutating func read(_ css: String) {
        var rest = css[...]
        while let open = rest.firstIndex(of: "{") {
            let selectors = rest[..<open]
            rest = rest[rest.index(after: open)...]
            // Rules inside `@media` are read as if they were outside it; its own closing brace is ignored.
            if selectors.contains("@") { continue }
            guard let close = rest.firstIndex(of: "}") else { return }
            let style = ElementStyle(String(rest[..<close]))
            rest = rest[rest.index(after: close)...]
            for selector in selectors.split(separator: ",") {
                guard let name = Self.name(selector), styles.count < Self.mostRules || styles[name] != nil else {
                    continue
                }
                styles[name] = (styles[name] ?? ElementStyle(nil)).with(style)
            }
        }
    }

    private static let mostRules = 2_000
    /// Maximum number of classes of one element that are looked up.
    private static let mostClasses = 20

    /// The style of an element: that of its classes, overridden by its own `style` attribute.
    func style(of node: MarkupNode) -> ElementStyle {
        let own = ElementStyle(node.attribute(.style))
        guard !styles.isEmpty, let classes = node.attribute(.class) else { return own }
        var style = ElementStyle(nil)
        for name in classes.split(maxSplits: Self.mostClasses, whereSeparator: \.isWhitespace).prefix(Self.mostClasses)
        {
            for rule in [".\(name)", "\(node.name).\(name)"] {
                if let said = styles[rule] { style = style.with(said) }
            }
        }
        return style.with(own)
    }

    /// The selector without white space and without the end of the rule before it; nil if it is not for one class.
    private static func name(_ selector: Substring) -> String? {
        let name = (selector.split(separator: "}").last ?? selector).filter { !$0.isWhitespace }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, name.utf8.count <= 100, !parts[1].isEmpty,
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" })
        else { return nil }
        return parts[0].lowercased() + "." + parts[1]
    }
}
