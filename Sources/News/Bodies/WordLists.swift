/// Lists as Word writes them: no list at all, but paragraphs whose style names a list and a level, and whose first
/// words are a bullet or a number.
struct WordLists {
    /// A paragraph that is an item.
    struct Item {
        /// The list's name.
        let list: String
        let level: Int
        let isOrdered: Bool
        let start: Int?
    }

    fileprivate struct Level {
        let list: String
        let level: Int
        let isOrdered: Bool
    }

    private var levels: [Level] = []
    /// How many elements are open where the items stand; nil where there is no list.
    private(set) var depth: Int?

    var isOpen: Bool { !levels.isEmpty }

    /// Begins an item, and the list or the level that it stands in where it is the first.
    mutating func begin(_ item: Item, at depth: Int, in builder: inout BodyBuilder) {
        self.depth = depth
        while let last = levels.last, last.level > item.level || (last.level == item.level && !item.belongs(to: last)) {
            closeLevel(in: &builder)
        }
        if levels.last?.level == item.level {
            builder.close()
        } else if builder.open(.list(ordered: item.isOrdered, start: item.start)) {
            levels.append(Level(list: item.list, level: item.level, isOrdered: item.isOrdered))
        } else {
            // Deeper than a body's lists go: it becomes an item of the level above.
            builder.close()
        }
        _ = builder.open(.item)
    }

    mutating func close(in builder: inout BodyBuilder) {
        while isOpen { closeLevel(in: &builder) }
        depth = nil
    }

    private mutating func closeLevel(in builder: inout BodyBuilder) {
        builder.close()
        builder.close()
        levels.removeLast()
    }

    /// Whether the lists may still be open when that node is read: between items stand only spaces and comments.
    static func mayGoOn(with node: MarkupNode?) -> Bool {
        switch node?.kind {
        case .text(let text)?: text.utf8.allSatisfy(CleanText.isSpace)
        case .comment?: true
        case .element(.paragraph)?: node.flatMap { ElementStyle($0.attribute(.style)).list } != nil
        case .element?, .other?, nil: false
        }
    }
}

// MARK: Items and their markers

extension WordLists.Item {
    /// Nil where the paragraph is no item.
    init?(_ element: BodyParser.Element) {
        let parts = element.style.list?.split(separator: " ") ?? []
        guard let level = parts.firstIndex(where: { $0.hasPrefix("level") }),
            let number = Int(parts[level].dropFirst(5).prefix(2)), number > 0
        else { return nil }
        let marker = WordLists.marker(of: element.node).collapsedWhitespace
        var rest = marker.drop { $0 == "(" }
        rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "." }
        list = parts.enumerated().filter { $0.offset != level }.map(\.element).joined(separator: " ")
        self.level = number
        // The letter "o" alone is Word's bullet of the second level.
        let end = rest.first == ")" ? rest.dropFirst() : rest
        let isNumbered = marker.hasSuffix(".") || marker.hasSuffix(")") || marker.first?.isNumber == true
        isOrdered = end.isEmpty && isNumbered
        start = isOrdered ? Int(marker.prefix { $0.isASCII && $0.isNumber }.prefix(6)) : nil
    }

    fileprivate func belongs(to level: WordLists.Level) -> Bool {
        list == level.list && isOrdered == level.isOrdered
    }
}

extension WordLists {
    /// `<![if !supportLists]>` stands before a marker, for programs that know no lists.
    static func beginsMarker(_ comment: String) -> Bool {
        comment.collapsedWhitespace.lowercased() == "[if !supportlists]"
    }

    static func endsMarker(_ comment: String) -> Bool {
        comment.collapsedWhitespace.lowercased() == "[endif]"
    }

    /// The bullet or number at the beginning of an item.
    fileprivate static func marker(of paragraph: MarkupNode) -> String {
        var open = [paragraph.firstChild]
        var isInMarker = false
        // A marker stands in front, behind a few elements that say its font.
        for _ in 0..<40 {
            guard let next = open.last else { break }
            guard let node = next else {
                open.removeLast()
                continue
            }
            open[open.count - 1] = node.nextSibling
            switch node.kind {
            case .comment(let text): isInMarker = beginsMarker(text)
            case .text(let text) where isInMarker && !text.isBlank: return text
            case .element where ElementStyle(node.attribute(.style)).isListMarker: return node.text()
            case .element: open.append(node.firstChild)
            default: break
            }
        }
        return ""
    }
}
