/// A mark that is set on text; one of a kind is open at a time.
enum Mark: Hashable {
    case emphasis, strong, code, strike, `subscript`, superscript, mark
    case link(String)

    /// The marks that are no links.
    static let plain: [Mark] = [.emphasis, .strong, .code, .strike, .subscript, .superscript, .mark]

    /// Whether the other says the same of a text, so that the inner one of two says nothing.
    func isSameKind(as other: Mark) -> Bool {
        if case .link = self, case .link = other { return true }
        return self == other
    }

    /// Bytes of its tags when it is written, at most.
    var mostBytes: Int {
        if case .link(let href) = self { return 16 + 6 * href.utf8.count }
        return 20
    }

    func around(_ content: [Inline]) -> Inline {
        switch self {
        case .emphasis: .emphasis(content)
        case .strong: .strong(content)
        case .code: .code(content)
        case .strike: .strike(content)
        case .subscript: .subscript(content)
        case .superscript: .superscript(content)
        case .mark: .mark(content)
        case .link(let href): .link(href: href, content)
        }
    }
}

/// The text of one block while it is read: a flat row of text, breaks, and marks that open and close.
///
/// White space runs across marks (`a <b> c</b>` has one space too many), so it is collapsed here, before there is a
/// tree.
struct InlineRun {
    enum Token {
        case text(String)
        case lineBreak
        case open(Mark)
        case close
    }

    var tokens: [Token] = []
    /// Whether there is anything but marks.
    var hasContent = false

    mutating func append(_ token: Token) {
        tokens.append(token)
        switch token {
        case .text, .lineBreak: hasContent = true
        case .open, .close: break
        }
    }

    mutating func append(contentsOf other: InlineRun) {
        tokens.append(contentsOf: other.tokens)
        hasContent = hasContent || other.hasContent
    }

    /// The run as one line of text, single breaks kept; empty where a reader would see nothing.
    func line() -> [Inline] {
        InlineNormalizer.trees(of: tokens, splits: false).first ?? []
    }

    /// The run as paragraphs: two breaks in a row part them, as old editing systems wrote it.
    func paragraphs() -> [[Inline]] {
        InlineNormalizer.trees(of: tokens, splits: true)
    }
}
