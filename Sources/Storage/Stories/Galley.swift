public import News

/// A copy's text set in type: its HTML and its stems, as they are kept.
///
/// Both are made of the copy alone and cost more than saving them. So an import sets the next stories while the last
/// are being saved; whoever saves one story need not care, for what comes without a galley is set on the spot.
public struct Galley: Sendable {
    private let headline: String
    private let lead: String
    private let body: Body
    private let language: String
    let html: String
    /// The beginning of the words, where the HTML is long: what shows a little of a text reads no more than that.
    let opening: String?
    let words: IndexedWords

    init(_ copy: Copy, stemmer: Stemmer) {
        headline = copy.headline
        lead = copy.lead
        body = copy.body
        language = copy.language
        html = copy.body.html
        let text = copy.body.text
        opening = html.utf8.count > Self.openingLength ? text.beginning(bytes: Self.openingLength) : nil
        words = IndexedWords(copy, text: text, stemmer: stemmer)
    }

    /// Bytes of an opening, and of the longest HTML that needs none.
    static let openingLength = 16 << 10

    /// Whether this is the text of that copy.
    func isOf(_ copy: Copy) -> Bool {
        headline == copy.headline && lead == copy.lead && language == copy.language && body == copy.body
    }
}

/// Sets copy in type, and remembers the stems of the words that it has met.
public actor Typesetter {
    private var stemmers = Stemmers()

    public init() {}

    /// One galley for each copy, in order.
    public func set(_ copies: [Copy]) -> [Galley] {
        copies.map { Galley($0, stemmer: stemmers.stemmer(for: $0.language)) }
    }
}

extension IndexedWords {
    /// What of a story is searched: its headline; its lead and its text.
    fileprivate init(_ copy: Copy, text: String, stemmer: Stemmer) {
        let text = copy.lead.isEmpty ? text : copy.lead + "\n" + text
        self.init(headline: stemmer.stems(of: copy.headline), text: stemmer.stems(of: text))
    }
}

extension WriteTransaction {
    /// The galley of a copy: the one that was brought, where it is of that copy, else a new one.
    func galley(of copy: Copy, brought galley: Galley? = nil) -> Galley {
        if let galley, galley.isOf(copy) { return galley }
        return Galley(copy, stemmer: stemmer(for: copy.language))
    }
}
