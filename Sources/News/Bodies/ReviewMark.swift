/// What reviewers left in a text and readers must not see: comments and tracked deletions.
enum ReviewMark {
    /// The classes of Word's comments, references to comments and deletions, and of deletions tracked by editors like
    /// ICE.
    private static let classes: Set<String> = [
        "msocomanchor", "msocomtxt", "msocomoff", "msocommenttext", "msocommentreference", "msodel", "ice-del",
    ]

    /// Whether an element and all its content is a comment or a tracked deletion.
    static func isOn(_ element: BodyParser.Element) -> Bool {
        let node = element.node
        if let names = node.attribute(.class), isAmong(names) { return true }
        switch element.role {
        // Word names who deleted it; a correction that readers should see has no such address.
        case .strike: return node.attribute(.cite)?.lowercased().hasPrefix("mailto:") == true
        case .link: return node.attribute(.href).map(pointsToNote) ?? false
        case .block, .paragraph: return beginsNote(node)
        default: return false
        }
    }

    /// Whether one of the names in a `class` attribute marks such an element.
    static func isAmong(_ names: String) -> Bool {
        names.lowercased().split(whereSeparator: \.isWhitespace).contains { classes.contains(String($0)) }
    }

    /// Whether a link leads to one of the comments at the end of a Google Docs export.
    static func pointsToNote(_ href: String) -> Bool {
        href.hasPrefix("#cmnt") && href.dropFirst(5).first?.isNumber == true
    }

    /// Whether this is such a comment: it begins with a link back to the text.
    private static func beginsNote(_ node: MarkupNode) -> Bool {
        var next = node.firstChild
        for _ in 0..<4 {
            guard let child = next else { return false }
            switch child.kind {
            case .text(let text) where text.isBlank: next = child.nextSibling
            case .element(.link): return child.attribute(.href)?.hasPrefix("#cmnt_ref") == true
            case .element: next = child.firstChild
            default: return false
            }
        }
        return false
    }
}
