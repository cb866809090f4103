/// Lists as Word writes them: paragraphs whose style names a list and a level, and whose text begins with a marker.
///
/// The marker is a bullet or a number.
struct WordLists {
    /// A paragraph that is an item.
    struct Item {
        /// The list's name.
        let list: String
        let level: Int
        let marker: WordMarker
    }

    private struct Level {
        let list: String
        let level: Int
        /// The number of the next item if it continues this list; nil if items have no numbers.
        var next: Int?

        /// Whether an item of this level continues this list.
        ///
        /// An item with any other number than the next begins a new list, so that it keeps its number.
        func takes(_ item: Item) -> Bool {
            guard list == item.list else { return false }
            guard case .number(let numbers) = item.marker else { return next == nil }
            return next.map(numbers.contains) ?? false
        }
    }

    private var levels: [Level] = []
    /// Whether the current item's marker stays in its text.
    private var keepsMarker = false
    /// How many elements are open around the items; nil if there is no list.
    private(set) var depth: Int?

    var isOpen: Bool { !levels.isEmpty }

    /// Whether a marker here is dropped, because the list itself shows it.
    var dropsMarker: Bool { isOpen && !keepsMarker }

    /// Begins an item, and its list or level if it is the first.
    mutating func begin(_ item: Item, at depth: Int, in builder: inout BodyBuilder) {
        self.depth = depth
        while let last = levels.last, last.level > item.level || (last.level == item.level && !last.takes(item)) {
            closeLevel(in: &builder)
        }
        keepsMarker = item.marker == .words
        if levels.last?.level == item.level {
            builder.close()
        } else if builder.open(.list(ordered: item.start != nil, start: item.start)) {
            levels.append(Level(list: item.list, level: item.level, next: item.start))
        } else {
            // Deeper than a body's lists may be: it becomes an item of the level above, and its number stays in its
            // text.
            builder.close()
            keepsMarker = item.marker != .bullet
        }
        if let next = levels.last?.next { levels[levels.count - 1].next = next + 1 }
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

    /// Whether the lists may stay open at this node: only white space and comments may be between items.
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
    /// Nil if the paragraph is not a list item.
    init?(_ element: BodyParser.Element) {
        let parts = element.style.list?.split(separator: " ") ?? []
        guard let level = parts.firstIndex(where: { $0.hasPrefix("level") }),
            let number = Int(parts[level].dropFirst(5).prefix(2)), number > 0
        else { return nil }
        list = parts.enumerated().filter { $0.offset != level }.map(\.element).joined(separator: " ")
        self.level = number
        marker = WordMarker(WordLists.marker(of: element.node).collapsedWhitespace)
    }

    /// The first number of its list if it is the first item; nil if it has none.
    fileprivate var start: Int? {
        if case .number(let numbers) = marker { numbers.min() } else { nil }
    }
}

extension WordLists {
    /// Whether a comment begins a marker: `<![if !supportLists]>`, for programs without lists.
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
        // A marker comes first, inside a few elements that set its font.
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
