/// Walks the tree that HTML was parsed into and says to a builder what it finds.
///
/// The walk keeps its own stack: a tree may be as deep as there are tags.
struct BodyParser {
    let pictures: (String) -> Int?
    var builder = BodyBuilder()
    private var steps: [Step] = []
    /// Whether the figure that is read had a picture of the story, whose caption then is not text.
    var figureHasPicture = false
    /// The last link, which in a post taken over from a network leads to the post itself.
    private var lastLink: String?
    /// The rules of the `style` elements that were read.
    private var styles = StyleSheet()
    /// The lists of Word that are open.
    private var wordLists = WordLists()

    /// An element whose children are being read.
    private struct Step {
        var next: MarkupNode?
        /// Whether its own words are settings of an office program.
        let isForeign: Bool
        let marks: MarkChange
        let whenDone: Ending
    }

    /// The marks that an element sets, and those it takes away from its words.
    private struct MarkChange {
        var opened: [Mark] = []
        var suspended: [Mark] = []
    }

    /// What is left to do after an element's last child.
    enum Ending {
        case nothing, endBlock, closeFrame
        case quotation
        case heading(before: BodyBuilder.TextKind)
        case social(isOpen: Bool, url: String?)
    }

    /// An element, what it means, and what its style says.
    struct Element {
        let node: MarkupNode
        let role: ElementRole
        let style: ElementStyle
    }

    private init(pictures: @escaping (String) -> Int?, pictureCount: Int) {
        self.pictures = pictures
        builder.pictureCount = pictureCount
    }

    /// Parses a fragment of HTML as it may stand in a page's body.
    /// - Parameter isPlainTried: False leaves all to the parser, so that tests can compare.
    static func blocks(
        _ html: String,
        pictureCount: Int,
        isPlainTried: Bool = true,
        pictures: (String) -> Int?
    ) throws(BodyError) -> [Block] {
        guard html.utf8.count <= Body.longest else { throw .tooLong(bytes: html.utf8.count) }
        var empty = BodyBuilder()
        empty.pictureCount = pictureCount
        var builder = empty
        if let plain = isPlainTried ? PlainMarkup.read(html, into: empty) : nil {
            builder = plain
        } else {
            let tree = try MarkupTree(html)
            builder = withoutActuallyEscaping(pictures) { pictures in
                var parser = BodyParser(pictures: pictures, pictureCount: pictureCount)
                parser.walk(from: tree.root)
                return parser.builder
            }
        }
        let blocks = builder.finish()
        // A mark left open over many paragraphs, or a text of ampersands, is written longer than it was read.
        if builder.mayOutgrowItself { try Body(normal: blocks).check() }
        return blocks
    }
}

// MARK: The walk

extension BodyParser {
    private mutating func walk(from root: MarkupNode) {
        steps.append(Step(next: root.firstChild, isForeign: false, marks: MarkChange(), whenDone: .nothing))
        while let step = steps.last {
            let node = step.next
            if wordLists.depth == steps.count, !WordLists.mayGoOn(with: node) { wordLists.close(in: &builder) }
            if let node {
                steps[steps.count - 1].next = node.nextSibling
                enter(node)
            } else {
                steps.removeLast()
                leave(step)
            }
        }
    }

    private var isInForeign: Bool { steps.last?.isForeign == true }

    private mutating func enter(_ node: MarkupNode) {
        switch node.kind {
        case .text(let text): if !isInForeign { builder.text(text) }
        case .element(let role):
            let element = Element(node: node, role: role, style: styles.style(of: node))
            if !isDropped(element) { enter(element) }
        case .comment(let text): if wordLists.isOpen, WordLists.beginsMarker(text) { skipMarker() }
        case .other: break
        }
    }

    private func isDropped(_ element: Element) -> Bool {
        element.role == .dropped || element.style.isHidden || (wordLists.isOpen && element.style.isListMarker)
            || element.node.hasClass(in: Self.reviewClasses)
    }

    private mutating func enter(_ element: Element) {
        switch element.role {
        case .dropped, .source: break
        case .styleSheet: styles.read(element.node.text())
        case .block: block(element)
        case .paragraph: paragraph(element)
        case .heading2: heading(element, 2)
        case .heading3: heading(element, 3)
        case .link: link(element)
        case .lineBreak: builder.lineBreak()
        case .quotation:
            builder.text("“")
            read(element, .quotation)
        case .preformatted: builder.addPreformatted(element.node.text())
        case .rule: builder.add(leaf: .rule)
        case .image, .embed, .figure, .figureCaption: enterMedia(element)
        case .quote, .unordered, .ordered, .item, .table, .row, .field, .headerField, .caption: enterFrame(element)
        default: read(element, .nothing)
        }
    }

    mutating func read(_ element: Element, _ ending: Ending, link: String? = nil) {
        var change = MarkChange()
        if let link, builder.openMark(.link(link)) { change.opened.append(.link(link)) }
        for mark in Mark.plain {
            switch element.style.says(mark, element.role) {
            case true?: if builder.openMark(mark) { change.opened.append(mark) }
            case false?: if builder.closeMark(mark) { change.suspended.append(mark) }
            case nil: break
            }
        }
        let isForeign = element.role == .foreign || (element.role == .transparent && isInForeign)
        steps.append(Step(next: element.node.firstChild, isForeign: isForeign, marks: change, whenDone: ending))
    }

    private mutating func leave(_ step: Step) {
        for mark in step.marks.opened.reversed() { builder.closeMark(mark) }
        for mark in step.marks.suspended.reversed() { _ = builder.openMark(mark) }
        switch step.whenDone {
        case .nothing: break
        case .endBlock: builder.endBlock()
        case .closeFrame: builder.close()
        case .quotation: builder.text("”")
        case .heading(let before):
            builder.endBlock()
            builder.textKind = before
        case .social(let isOpen, let url):
            if isOpen { builder.close() } else { builder.endBlock() }
            if let url = url ?? lastLink { builder.addEmbed(url) }
        }
    }
}

// MARK: Text

extension BodyParser {
    private mutating func block(_ element: Element) {
        builder.endBlock()
        if element.node.hasClass(in: Self.embedClasses), let url = element.node.onlyText.flatMap(Self.address) {
            builder.addEmbed(url)
        } else {
            read(element, .endBlock)
        }
    }

    /// How WordPress writes an address that its pages show as what it leads to.
    private static let embedClasses: Set<String> = ["wp-block-embed__wrapper"]

    private static func address(_ text: String) -> String? {
        let line = text.collapsedWhitespace
        return line.contains(" ") ? nil : LinkTarget.web(line)
    }

    /// A paragraph, an item of Word's, or our own way of writing what is embedded: `<p class="embed"><a href=…>`.
    private mutating func paragraph(_ element: Element) {
        builder.endBlock()
        if !builder.isInCell, element.node.hasClass(in: ["embed"]),
            let url = element.node.firstAttribute(.href, of: .link).flatMap(LinkTarget.web)
        {
            builder.addEmbed(url)
            return
        }
        let mayBeItem = wordLists.isOpen ? wordLists.depth == steps.count : builder.mayHoldList
        if mayBeItem, let item = WordLists.Item(element) { wordLists.begin(item, at: steps.count, in: &builder) }
        read(element, .endBlock)
    }

    /// Goes over the number or bullet of an item, up to the comment that ends it, which is not far.
    private mutating func skipMarker() {
        var next = steps.last?.next
        for _ in 0..<10 {
            guard let node = next else { return }
            next = node.nextSibling
            if case .comment(let text) = node.kind, WordLists.endsMarker(text) {
                steps[steps.count - 1].next = next
                return
            }
        }
    }

    private mutating func heading(_ element: Element, _ level: Int) {
        builder.endBlock()
        read(element, .heading(before: builder.textKind))
        builder.textKind = .heading(level)
    }

    private mutating func link(_ element: Element) {
        let target = element.node.attribute(.href).flatMap(LinkTarget.clean)
        if let target { lastLink = target }
        read(element, .nothing, link: target)
    }

    /// How Word points to the notes of its reviewers.
    private static let reviewClasses: Set<String> = ["msocomanchor"]
}

// MARK: Frames

extension BodyParser {
    private mutating func enterFrame(_ element: Element) {
        if element.role == .quote, element.node.hasClass(in: Self.socialClasses) {
            lastLink = nil
            let url = element.node.attribute(.permalink) ?? element.node.attribute(.cite)
            read(element, .social(isOpen: builder.open(.quote(isPull: false)), url: url))
        } else {
            read(element, builder.open(frame(of: element)) ? .closeFrame : .endBlock)
        }
    }

    private func frame(of element: Element) -> BodyFrame.Kind {
        let node = element.node
        switch element.role {
        case .quote: return .quote(isPull: node.hasClass(in: Self.pullClasses))
        case .ordered: return .list(ordered: true, start: node.number(.start))
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
    /// How the networks mark what a page has taken over from them.
    private static let socialClasses: Set<String> = [
        "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "text-post-media",
    ]
}
