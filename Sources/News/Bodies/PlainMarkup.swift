/// Reads the simple, properly nested HTML that most stories have.
///
/// This is the fast path: every story that is pressed or imported is parsed. For markup as tidy as our own, a stack
/// gives the same tree as a full HTML parser, in a fraction of the time. If this meets anything else, it gives up, and
/// `BodyParser` reads the whole text. The two must agree; tests compare them.
struct PlainMarkup {
    private enum Element {
        /// May hold blocks and text.
        case container
        /// Holds text only: a paragraph or a heading.
        case text
        case list
        case inline
    }

    private struct Step {
        let name: Slice<UnsafeBufferPointer<UInt8>>
        let element: Element
        let ending: Ending
    }

    private enum Ending {
        case nothing, endBlock, closeFrame, heading
        case closeMark(Mark)
    }

    /// Maximum number of open elements; the full parser drops elements only beyond a greater depth.
    private static let deepest = 60

    private var scanner: MarkupScanner
    private var builder: BodyBuilder
    private var open: [Step] = []
    private var tags = 0

    /// The builder with what was read; nil if the markup is not plain.
    static func read(_ html: String, into builder: BodyBuilder) -> BodyBuilder? {
        var html = html
        return html.withUTF8 { bytes in
            var reader = PlainMarkup(scanner: MarkupScanner(bytes), builder: builder)
            return reader.readAll() ? reader.builder : nil
        }
    }

    private init(scanner: MarkupScanner, builder: BodyBuilder) {
        self.scanner = scanner
        self.builder = builder
    }

    private mutating func readAll() -> Bool {
        while let part = scanner.next() {
            let isRead: Bool
            switch part {
            case .text(let text): isRead = take(text)
            case .start(let tag): isRead = start(tag)
            case .end(let name): isRead = end(name)
            case .strange: isRead = false
            }
            if !isRead { return false }
        }
        return open.isEmpty
    }

    private mutating func take(_ text: String) -> Bool {
        if open.last?.element == .list, !text.utf8.allSatisfy(CleanText.isSpace) { return false }
        builder.text(text)
        return true
    }

    private mutating func end(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let step = open.popLast(), step.name.elementsEqual(name) else { return false }
        switch step.ending {
        case .nothing: break
        case .endBlock: builder.endBlock()
        case .closeMark(let mark): builder.closeMark(mark)
        case .closeFrame: builder.close()
        case .heading:
            builder.endBlock()
            builder.textKind = .paragraph
        }
        return true
    }

    /// Whether a block may begin here.
    ///
    /// It may not inside a mark or a paragraph, which an HTML parser would close first.
    private var mayHoldBlock: Bool { open.last.map { $0.element == .container } ?? true }

    private var mayHoldText: Bool { open.last?.element != .list }

    private mutating func start(_ tag: MarkupScanner.Tag) -> Bool {
        tags += 1
        guard tags <= Body.mostElements, open.count < Self.deepest else { return false }
        // Word's classes may change what the text means; the full parser reads them.
        if let name = tag.className, name.contains("mso") || ReviewMark.isAmong(name) { return false }
        switch String(decoding: tag.name, as: UTF8.self) {
        case "p": return block(tag, .text)
        case "div", "section", "article": return block(tag, .container)
        case "h1", "h2": return heading(tag, 2)
        case "h3", "h4", "h5", "h6": return heading(tag, 3)
        case "em", "i": return inline(tag, .emphasis)
        case "strong", "b": return inline(tag, .strong)
        case "code": return inline(tag, .code)
        case "s": return inline(tag, .strike)
        case "sub": return inline(tag, .subscript)
        case "sup": return inline(tag, .superscript)
        case "mark": return inline(tag, .mark)
        case "span", "u": return inline(tag, nil)
        case "a": return link(tag)
        case "br":
            guard mayHoldText else { return false }
            builder.lineBreak()
            return true
        default: return frame(tag)
        }
    }

    private mutating func push(_ tag: MarkupScanner.Tag, _ element: Element, _ ending: Ending) -> Bool {
        open.append(Step(name: tag.name, element: element, ending: ending))
        return !tag.isSelfClosing
    }

    private mutating func block(_ tag: MarkupScanner.Tag, _ element: Element) -> Bool {
        // A paragraph with the class "embed" is how we write an embed.
        guard mayHoldBlock, tag.className?.contains("embed") != true else { return false }
        builder.endBlock()
        return push(tag, element, .endBlock)
    }

    private mutating func heading(_ tag: MarkupScanner.Tag, _ level: Int) -> Bool {
        guard mayHoldBlock else { return false }
        builder.endBlock()
        builder.textKind = .heading(level)
        return push(tag, .text, .heading)
    }

    private mutating func inline(_ tag: MarkupScanner.Tag, _ mark: Mark?) -> Bool {
        guard mayHoldText else { return false }
        let isOpen = mark.map { builder.openMark($0) } ?? false
        return push(tag, .inline, mark.flatMap { isOpen ? .closeMark($0) : nil } ?? .nothing)
    }

    private mutating func link(_ tag: MarkupScanner.Tag) -> Bool {
        let isInLink = open.contains { $0.name.elementsEqual(tag.name) }
        // Google Docs' links to its comments are left to the full parser.
        return isInLink || tag.href?.hasPrefix("#cmnt") == true
            ? false : inline(tag, tag.href.flatMap(LinkTarget.clean).map { .link($0) })
    }

    private mutating func frame(_ tag: MarkupScanner.Tag) -> Bool {
        let name = String(decoding: tag.name, as: UTF8.self)
        if name == "li" {
            guard open.last?.element == .list, tag.attributes == 0 else { return false }
            return frame(tag, .item, .container)
        }
        guard mayHoldBlock else { return false }
        switch (name, tag.attributes) {
        case ("hr", 0):
            builder.add(leaf: .rule)
            return true
        case ("ul", 0): return frame(tag, .list(ordered: false, start: nil), .list)
        case ("ol", 0): return frame(tag, .list(ordered: true, start: nil), .list)
        case ("blockquote", 0): return frame(tag, .quote(isPull: false), .container)
        case ("blockquote", 1) where tag.className == "pull": return frame(tag, .quote(isPull: true), .container)
        case ("figure", 1):
            guard let index = tag.picture.flatMap({ Int($0) }), scanner.skip("</figure>") else { return false }
            builder.endBlock()
            builder.addPicture(index)
            return !tag.isSelfClosing
        default: return false
        }
    }

    private mutating func frame(_ tag: MarkupScanner.Tag, _ kind: BodyFrame.Kind, _ element: Element) -> Bool {
        push(tag, element, builder.open(kind) ? .closeFrame : .endBlock)
    }
}
