/// Inline markup around text, such as emphasis or a link; only one mark of each kind is open at a time.
enum Mark: Hashable {
    case emphasis, strong, code, strike, `subscript`, superscript, mark
    case link(String)

    /// All marks except links.
    static let plain: [Mark] = [.emphasis, .strong, .code, .strike, .subscript, .superscript, .mark]

    /// Whether both marks have the same effect, so that one inside the other is redundant.
    func isSameKind(as other: Mark) -> Bool {
        if case .link = self, case .link = other { return true }
        return self == other
    }

    /// Maximum number of bytes that its tags take in HTML.
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

/// The text of one block while it is read: a flat list of text, line breaks, and marks that open and close.
///
/// White space collapses across marks (`a <b> c</b>` has one space too many), so this is done here, before there is a
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

    /// The run as one line of text, with single line breaks kept; empty if a reader would see nothing.
    func line() -> [Inline] {
        InlineNormalizer.trees(of: tokens, splits: false).first ?? []
    }

    /// The run as paragraphs: double line breaks separate them, as old editing systems wrote it.
    func paragraphs() -> [[Inline]] {
        InlineNormalizer.trees(of: tokens, splits: true)
    }
}
