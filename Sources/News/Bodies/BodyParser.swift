internal import CGumbo

/// Walks the tree that gumbo makes of HTML5 and says to a builder what it finds.
///
/// The walk keeps its own stack: a tree may be as deep as there are tags.
struct BodyParser {
    private let pictures: (String) -> Int?
    private var builder = BodyBuilder()
    private var steps: [Step] = []
    /// Whether the figure that is read had a picture of its own, whose caption then is not text.
    private var figureHasPicture = false
    /// The last link, which in a post taken over from a network leads to the post itself.
    private var lastLink: String?

    /// An element whose children are being read.
    private struct Step {
        let node: GumboReader
        var child = 0
        let whenDone: Ending
    }

    /// What is left to do after an element's last child.
    private enum Ending {
        case nothing, endBlock, closeMark, closeFrame
        case quotation
        case heading(before: BodyBuilder.TextKind)
        case social(isOpen: Bool, url: String?)
    }

    private init(pictures: @escaping (String) -> Int?, pictureCount: Int) {
        self.pictures = pictures
        builder.pictureCount = pictureCount
    }

    /// Parses a fragment of HTML as it may stand in a page's body.
    /// - Parameter isPlainTried: False leaves all to gumbo, so that tests can compare.
    static func blocks(
        _ html: String,
        pictureCount: Int,
        isPlainTried: Bool = true,
        pictures: (String) -> Int?
    ) throws(BodyError) -> [Block] {
        try MarkupGuard.check(html)
        var html = html
        var builder = withoutActuallyEscaping(pictures) { pictures in
            html.withUTF8 { bytes in
                let parser = BodyParser(pictures: pictures, pictureCount: pictureCount)
                let plain = isPlainTried ? PlainMarkup.read(bytes, into: parser.builder) : nil
                return plain ?? parse(bytes, parser)
            }
        }
        let blocks = builder.finish()
        // A mark left open over many paragraphs, or a text of ampersands, is written longer than it was read.
        if builder.mayOutgrowItself { try Body(normal: blocks).check() }
        return blocks
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: BodyParser) -> BodyBuilder {
        var parser = parser
        let arena = Arena(for: bytes.count)
        var options = kGumboDefaultOptions
        arena.serve(&options)
        options.max_errors = 0
        options.fragment_context = GUMBO_TAG_BODY
        let output = bytes.withMemoryRebound(to: CChar.self) { text in
            text.baseAddress.flatMap { gumbo_parse_with_options(&options, $0, text.count) }
        }
        guard let root = output?.pointee.root else { return parser.builder }
        parser.walk(from: GumboReader(root))
        // The tree lives in the arena, and nothing else keeps the arena.
        withExtendedLifetime(arena) {}
        return parser.builder
    }
}

// MARK: The walk

extension BodyParser {
    private mutating func walk(from root: GumboReader) {
        steps.append(Step(node: root, whenDone: .nothing))
        while let step = steps.last {
            if step.child < step.node.childCount {
                steps[steps.count - 1].child += 1
                enter(step.node.child(step.child))
            } else {
                steps.removeLast()
                leave(step.whenDone)
            }
        }
    }

    private mutating func enter(_ node: GumboReader?) {
        guard let node else { return }
        switch node.kind {
        case .text(let text): builder.text(text)
        case .element(let tag): enter(node, ElementRole.of(tag))
        case .other: break
        }
    }

    private mutating func enter(_ node: GumboReader, _ role: ElementRole) {
        if let mark = role.mark {
            read(node, builder.openMark(mark) ? .closeMark : .nothing)
            return
        }
        switch role {
        case .dropped: break
        case .block:
            builder.endBlock()
            read(node, .endBlock)
        case .paragraph: paragraph(node)
        case .heading2: heading(node, 2)
        case .heading3: heading(node, 3)
        case .link: link(node)
        case .lineBreak: builder.lineBreak()
        case .quotation:
            builder.text("“")
            read(node, .quotation)
        case .preformatted: builder.addPreformatted(node.text())
        case .rule: builder.add(leaf: .rule)
        case .image, .embed, .figure, .figureCaption: enterMedia(node, role)
        case .quote, .unordered, .ordered, .item, .table, .row, .field, .headerField, .caption: enterFrame(node, role)
        default: read(node, .nothing)
        }
    }

    private mutating func read(_ node: GumboReader, _ ending: Ending) {
        steps.append(Step(node: node, whenDone: ending))
    }

    private mutating func leave(_ ending: Ending) {
        switch ending {
        case .nothing: break
        case .endBlock: builder.endBlock()
        case .closeMark: builder.closeMark()
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
    /// A paragraph, or our own way of writing what is embedded: `<p class="embed"><a href=…>`.
    private mutating func paragraph(_ node: GumboReader) {
        builder.endBlock()
        if !builder.isInCell, node.hasClass("embed"), let url = node.firstLink.flatMap(LinkTarget.web) {
            builder.addEmbed(url)
        } else {
            read(node, .endBlock)
        }
    }

    private mutating func heading(_ node: GumboReader, _ level: Int) {
        builder.endBlock()
        read(node, .heading(before: builder.textKind))
        builder.textKind = .heading(level)
    }

    private mutating func link(_ node: GumboReader) {
        let target = node.attribute("href").flatMap(LinkTarget.clean)
        if let target { lastLink = target }
        let isOpen = target.map { builder.openMark(.link($0)) } ?? false
        read(node, isOpen ? .closeMark : .nothing)
    }
}

// MARK: Frames

extension BodyParser {
    private mutating func enterFrame(_ node: GumboReader, _ role: ElementRole) {
        if role == .quote, node.hasClass(in: Self.socialClasses) {
            lastLink = nil
            let url = node.attribute("data-instgrm-permalink") ?? node.attribute("cite")
            read(node, .social(isOpen: builder.open(.quote(isPull: false)), url: url))
        } else {
            read(node, builder.open(frame(of: node, role)) ? .closeFrame : .endBlock)
        }
    }

    private func frame(of node: GumboReader, _ role: ElementRole) -> BodyFrame.Kind {
        switch role {
        case .quote: .quote(isPull: node.hasClass(in: Self.pullClasses))
        case .ordered: .list(ordered: true, start: node.attribute("start").flatMap { Int($0) })
        case .unordered: .list(ordered: false, start: nil)
        case .item: .item
        case .table: .table
        case .row: .row
        case .caption: .caption
        default: .cell(field(node, isHeader: role == .headerField))
        }
    }

    private func field(_ node: GumboReader, isHeader: Bool) -> Block.Cell {
        let columns = node.attribute("colspan").flatMap { Int($0) } ?? 1
        let rows = node.attribute("rowspan").flatMap { Int($0) } ?? 1
        return Block.Cell(isHeader: isHeader, columns: columns, rows: rows, [])
    }

    private static let pullClasses: Set<String> = ["pull", "pullquote", "wp-block-pullquote"]
    /// How the networks mark what a page has taken over from them.
    private static let socialClasses: Set<String> = [
        "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "text-post-media",
    ]
}

// MARK: Pictures and what stands elsewhere

extension BodyParser {
    private mutating func enterMedia(_ node: GumboReader, _ role: ElementRole) {
        switch role {
        case .image: image(node)
        case .embed: embed(node)
        case .figure:
            figureHasPicture = false
            builder.endBlock()
            if let index = node.attribute("data-picture").flatMap({ Int($0) }) {
                builder.addPicture(index)
            } else {
                read(node, .endBlock)
            }
        default:
            builder.endBlock()
            // The words under a picture come with the picture itself, not with the text.
            if !figureHasPicture { read(node, .endBlock) }
        }
    }

    private mutating func image(_ node: GumboReader) {
        figureHasPicture = true
        for name in ["src", "data-src"] {
            guard let source = node.attribute(name), let index = pictures(source) else { continue }
            builder.addPicture(index)
            return
        }
    }

    private mutating func embed(_ node: GumboReader) {
        let source = node.attribute("src") ?? node.attribute("data") ?? node.firstSource
        if let url = source.flatMap(LinkTarget.web) { builder.addEmbed(url) }
    }
}
