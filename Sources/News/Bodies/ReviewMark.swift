/// What the reviewers of a text left in it and no reader is meant to see: their notes, and what they struck out.
enum ReviewMark {
    /// Word's notes and what points to them, its deletions, and those of the editors that follow changes as ICE does.
    private static let classes: Set<String> = [
        "msocomanchor", "msocomtxt", "msocomoff", "msocommenttext", "msocommentreference", "msodel", "ice-del",
    ]

    /// Whether an element and all that is in it is a reviewer's.
    static func isOn(_ element: BodyParser.Element) -> Bool {
        let node = element.node
        if let names = node.attribute(.class), isAmong(names) { return true }
        switch element.role {
        // Word says who struck it out; a correction that readers are to see has no such address.
        case .strike: return node.attribute(.cite)?.lowercased().hasPrefix("mailto:") == true
        case .link: return node.attribute(.href).map(pointsToNote) ?? false
        case .block, .paragraph: return beginsNote(node)
        default: return false
        }
    }

    /// Whether one of a `class`'s names is a reviewer's.
    static func isAmong(_ names: String) -> Bool {
        names.lowercased().split(whereSeparator: \.isWhitespace).contains { classes.contains(String($0)) }
    }

    /// Whether a link leads to one of the notes that an export of Google Docs has at its end.
    static func pointsToNote(_ href: String) -> Bool {
        href.hasPrefix("#cmnt") && href.dropFirst(5).first?.isNumber == true
    }

    /// Such a note begins with the link back.
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
