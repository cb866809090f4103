/// Walks the tree that HTML was parsed into and says to a builder what it finds.
///
/// The walk keeps its own stack: a tree may be as deep as there are tags.
struct BodyParser {
    var pictures: any BodyPictures
    var builder = BodyBuilder()
    var media = MediaState()
    /// For each list that is open and counts down, the number of its next item; nil for any other.
    var countdowns: [Int?] = []
    /// The last link, which in a post taken over from a network leads to the post itself.
    var lastLink: String?
    private var steps: [Step] = []
    /// The rules of the `style` elements that were read.
    private var styles = StyleSheet()
    /// The lists of Word that are open.
    private var wordLists = WordLists()
    private var fieldCodes = FieldCodes()

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
        case list(isOpen: Bool)
        case quotation, link, caption
        case heading(before: BodyBuilder.TextKind)
        case social(isOpen: Bool, url: String?)
        /// Of a figure, a picture or an object: what was so before it.
        case media(ElementRole, before: MediaState)
    }

    /// An element, what it means, and what its style says.
    struct Element {
        let node: MarkupNode
        let role: ElementRole
        let style: ElementStyle
    }

    private init(pictures: any BodyPictures, pictureCount: Int) {
        self.pictures = pictures
        builder.pictureCount = pictureCount
    }

    /// Parses a fragment of HTML as it may stand in a page's body.
    /// - Parameter isPlainTried: False leaves all to the parser, so that tests can compare.
    static func blocks(
        _ html: String,
        pictureCount: Int,
        isPlainTried: Bool = true,
        among pictures: inout any BodyPictures
    ) throws(BodyError) -> [Block] {
        guard html.utf8.count <= Body.longest else { throw .tooLong(bytes: html.utf8.count) }
        var builder = BodyBuilder()
        builder.pictureCount = pictureCount
        if let plain = isPlainTried ? PlainMarkup.read(html, into: builder) : nil {
            builder = plain
        } else {
            let tree = try MarkupTree(RowsWithoutTable.framed(html))
            var parser = BodyParser(pictures: pictures, pictureCount: pictureCount)
            parser.walk(from: tree.root)
            pictures = parser.pictures
            builder = parser.builder
        }
        let blocks = builder.finish()
        // A mark left open over many paragraphs, or a text of ampersands, is written longer than it was read.
        if builder.mayOutgrowItself { try Body(normal: blocks).check() }
        return blocks
    }

    /// The same, where pictures are only looked for.
    static func blocks(
        _ html: String,
        pictureCount: Int,
        isPlainTried: Bool = true,
        pictures: (String) -> Int?
    ) throws(BodyError) -> [Block] {
        let result = withoutActuallyEscaping(pictures) { find -> Result<[Block], BodyError> in
            var pictures: any BodyPictures = FoundPictures(find: find)
            do throws(BodyError) {
                return .success(
                    try blocks(html, pictureCount: pictureCount, isPlainTried: isPlainTried, among: &pictures)
                )
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The words of one element alone, in one line; nil where there is more in it than words.
    func words(of node: MarkupNode) -> String? {
        var parser = BodyParser(pictures: FoundPictures { _ in nil }, pictureCount: 0)
        parser.styles = styles
        parser.media.isInCaption = true
        parser.walk(from: node)
        let blocks = parser.builder.finish()
        let isWords = blocks.allSatisfy { if case .paragraph = $0 { true } else { false } }
        return isWords ? Body(normal: blocks).text.collapsedWhitespace : nil
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
        case .text(let text): if !isInForeign, !fieldCodes.isInCode { builder.text(text) }
        case .element(let role):
            let element = Element(node: node, role: role, style: styles.style(of: node))
            if !isDropped(element) { enter(element) }
        case .comment(let text): comment(text)
        case .other: break
        }
    }

    private func isDropped(_ element: Element) -> Bool {
        element.role == .dropped || element.style.isHidden || (wordLists.dropsMarker && element.style.isListMarker)
            || ReviewMark.isOn(element)
    }

    private mutating func comment(_ text: String) {
        if WordLists.beginsMarker(text) {
            if wordLists.dropsMarker { skipMarker() }
        } else if WordLists.endsMarker(text), !wordLists.dropsMarker, wordLists.depth == steps.count - 1 {
            // A marker that is kept is parted from the item's words.
            builder.text(" ")
        }
    }

    private mutating func enter(_ element: Element) {
        if let field = element.style.field { fieldCodes.take(field) }
        switch element.role {
        case .dropped, .source: break
        case .styleSheet: styles.read(element.node.text())
        case .block: block(element)
        case .paragraph: paragraph(element)
        case .heading2: heading(element, 2)
        case .heading3: heading(element, 3)
        case .link: link(element)
        case .lineBreak: builder.lineBreak()
        case .gap:
            builder.text(" ")
            read(element, .nothing)
        case .quotation:
            builder.text("“")
            read(element, .quotation)
        case .preformatted: builder.addPreformatted(element.node.text())
        case .rule: builder.add(leaf: .rule)
        case .image, .picture, .embed, .object, .figure, .figureCaption: enterMedia(element)
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
        let saysNothing = element.role == .transparent || element.role == .gap
        let isForeign = element.role == .foreign || (saysNothing && isInForeign)
        steps.append(Step(next: element.node.firstChild, isForeign: isForeign, marks: change, whenDone: ending))
    }

    private mutating func leave(_ step: Step) {
        for mark in step.marks.opened.reversed() { builder.closeMark(mark) }
        for mark in step.marks.suspended.reversed() { _ = builder.openMark(mark) }
        switch step.whenDone {
        case .nothing: break
        case .endBlock: builder.endBlock()
        case .closeFrame: builder.close()
        case .list(let isOpen):
            countdowns.removeLast()
            if isOpen { builder.close() } else { builder.endBlock() }
        case .quotation: builder.text("”")
        case .link: media.wordlessLink = nil
        case .caption:
            builder.endBlock()
            media.isInCaption = false
        case .media(let role, let before): leaveMedia(role, before)
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
        fieldCodes.endParagraph()
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
        fieldCodes.endParagraph()
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
        fieldCodes.endParagraph()
        read(element, .heading(before: builder.textKind))
        builder.textKind = .heading(level)
    }

    private mutating func link(_ element: Element) {
        let target = element.node.attribute(.href).flatMap(LinkTarget.clean)
        if let target { lastLink = target }
        media.wordlessLink = target.flatMap { element.node.hasWords ? nil : $0 }
        read(element, .link, link: target)
    }
}
