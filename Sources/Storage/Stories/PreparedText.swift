public import News

/// What is computed from a copy and stored: its HTML and its stems.
///
/// Both depend on the copy alone and cost more than saving them. So an import prepares the next stories while the last
/// are being saved; a story that comes without its prepared text is prepared when it is saved.
public struct PreparedText: Sendable {
    private let headline: String
    private let lead: String
    private let body: Body
    private let language: String
    let html: String
    /// The beginning of the text if the HTML is long, for uses that show only a little of it.
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

/// Prepares texts, and remembers the stems of words that it has seen.
public actor TextPreparer {
    private var stemmers = Stemmers()

    public init() {}

    /// One text for each copy, in order.
    public func prepare(_ copies: [Copy]) -> [PreparedText] {
        copies.map { PreparedText($0, stemmer: stemmers.stemmer(for: $0.language)) }
    }
}

extension IndexedWords {
    /// The words by which a story is found: its headline; its lead and its text.
    init(_ copy: Copy, text: String, stemmer: Stemmer) {
        let text = copy.lead.isEmpty ? text : copy.lead + "\n" + text
        self.init(headline: stemmer.stems(of: copy.headline), text: stemmer.stems(of: text))
    }
}

extension WriteTransaction {
    /// The prepared text of a copy: the one passed in if it is of that copy, otherwise a new one.
    func preparedText(of copy: Copy, brought prepared: PreparedText? = nil) -> PreparedText {
        if let prepared, prepared.isOf(copy) { return prepared }
        return PreparedText(copy, stemmer: stemmer(for: copy.language))
    }
}
