/// Walks a parsed HTML tree and passes what it finds to a builder.
///
/// It keeps its own stack instead of recursing: a tree may be as deep as it has tags.
struct BodyParser {
    var pictures: any BodyPictures
    var builder = BodyBuilder()
    var media = MediaState()
    /// For each open list, the number of its next item if it counts down, otherwise nil.
    var countdowns: [Int?] = []
    /// The last link; in an embedded social network post, it leads to the post itself.
    var lastLink: String?
    private var steps: [Step] = []
    /// The rules of the `style` elements that were read.
    private var styles = StyleSheet()
    /// Word's lists that are open.
    private var wordLists = WordLists()
    private var fieldCodes = FieldCodes()

    /// An element whose children are being read.
    private struct Step {
        var next: MarkupNode?
        /// Whether its own text is settings of an office program, which are dropped.
        let isForeign: Bool
        let marks: MarkChange
        let whenDone: Ending
    }

    /// The marks that an element opens, and those it suspends for its content.
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
        /// For a figure, a picture or an object: the state before it.
        case media(ElementRole, before: MediaState)
    }

    /// An element with its role and style.
    struct Element {
        let node: MarkupNode
        let role: ElementRole
        let style: ElementStyle
    }

    private init(pictures: any BodyPictures, pictureCount: Int) {
        self.pictures = pictures
        builder.pictureCount = pictureCount
    }

    /// Parses an HTML fragment that could be the content of a page's `body`.
    /// - Parameter isPlainTried: False skips the fast path, `PlainMarkup`, so that tests can compare the two.
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
        if builder.relatedCount > Body.mostRelated { throw .manyRelated }
        let blocks = builder.finish()
        // HTML may come out longer than it went in: marks open over many paragraphs are repeated, ampersands escaped.
        if builder.mayOutgrowItself { try Body(normal: blocks).check() }
        return blocks
    }

    /// The same, with pictures that are only looked up.
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

    /// The text of one element on one line; nil if it contains anything but paragraphs of text.
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
            // A space separates a marker that is kept from the item's text.
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
        if element.node.hasClass(in: ["also"]),
            let story = element.node.attribute(.dataStory).flatMap({ StoryNumber($0) })
        {
            builder.addRelated(story)
        }
        if element.node.hasClass(in: Self.embedClasses), let url = element.node.onlyText.flatMap(Self.address) {
            builder.addEmbed(url)
        } else {
            read(element, .endBlock)
        }
    }

    /// The class around an address that WordPress shows as an embed.
    private static let embedClasses: Set<String> = ["wp-block-embed__wrapper"]

    private static func address(_ text: String) -> String? {
        let line = text.collapsedWhitespace
        return line.contains(" ") ? nil : LinkTarget.web(line)
    }

    /// Reads a paragraph, a list item of Word's, or an embed as we write it: `<p class="embed"><a href=…>`.
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

    /// Skips the number or bullet of a list item, up to the comment that ends it a few nodes later.
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
