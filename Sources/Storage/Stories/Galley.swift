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
    let words: IndexedWords

    init(_ copy: Copy, stemmer: Stemmer) {
        headline = copy.headline
        lead = copy.lead
        body = copy.body
        language = copy.language
        html = copy.body.html
        words = IndexedWords(copy, stemmer: stemmer)
    }

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
    fileprivate init(_ copy: Copy, stemmer: Stemmer) {
        let text = copy.lead.isEmpty ? copy.body.text : copy.lead + "\n" + copy.body.text
        self.init(headline: stemmer.stems(of: copy.headline), text: stemmer.stems(of: text))
    }
}

extension Transaction {
    /// The galley of a copy: the one that was brought, where it is of that copy, else a new one.
    func galley(of copy: Copy, brought galley: Galley? = nil) -> Galley {
        if let galley, galley.isOf(copy) { return galley }
        return Galley(copy, stemmer: stemmer(for: copy.language))
    }
}
