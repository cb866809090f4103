/// Quotes, lists and tables.
extension BodyParser {
    mutating func enterFrame(_ element: Element) {
        if element.role == .quote, element.node.hasClass(in: Self.socialClasses) {
            lastLink = nil
            let url = element.node.attribute(.permalink) ?? element.node.attribute(.cite)
            read(element, .social(isOpen: builder.open(.quote(isPull: false)), url: url))
        } else {
            if element.role == .item { number(element) }
            let isOpen = builder.open(frame(of: element))
            switch element.role {
            case .ordered, .unordered:
                countdowns.append(element.role == .ordered ? Self.countdown(of: element.node) : nil)
                read(element, .list(isOpen: isOpen))
            default: read(element, isOpen ? .closeFrame : .endBlock)
            }
        }
    }

    /// The first number of a list that counts down.
    private static func countdown(of list: MarkupNode) -> Int? {
        guard list.attribute(.reversed) != nil else { return nil }
        return list.number(.start) ?? list.count(of: .item)
    }

    /// Gives an item its own number, if that is not simply the next.
    private mutating func number(_ item: Element) {
        let countdown = countdowns.last ?? nil
        guard let number = item.node.number(.value) ?? countdown else { return }
        builder.continueList(at: number)
        if countdown != nil { countdowns[countdowns.count - 1] = number - 1 }
    }

    private func frame(of element: Element) -> BodyFrame.Kind {
        let node = element.node
        switch element.role {
        case .quote: return .quote(isPull: node.hasClass(in: Self.pullClasses))
        case .ordered: return .list(ordered: true, start: Self.countdown(of: node) ?? node.number(.start))
        case .unordered: return .list(ordered: false, start: nil)
        case .item: return .item
        case .table: return .table
        case .row: return .row
        case .caption: return .caption
        default:
            let isHeader = element.role == .headerField
            let (columns, rows) = (node.number(.colspan) ?? 1, node.number(.rowspan) ?? 1)
            return .cell(Block.Cell(isHeader: isHeader, columns: columns, rows: rows, []))
        }
    }

    private static let pullClasses: Set<String> = ["pull", "pullquote", "wp-block-pullquote"]
    /// The classes by which social networks mark their embedded posts.
    private static let socialClasses: Set<String> = [
        "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "text-post-media",
    ]
}
