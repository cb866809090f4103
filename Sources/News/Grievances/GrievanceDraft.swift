/// What somebody outside writes into the form for a right of reply or a complaint.
public struct GrievanceDraft: Hashable, Sendable {
    public var name: String
    public var email: String
    public var phone: String
    public var relation: String
    public var quoted: String
    public var words: String

    public init(
        name: String = "",
        email: String = "",
        phone: String = "",
        relation: String = "",
        quoted: String = "",
        words: String = ""
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.relation = relation
        self.quoted = quoted
        self.words = words
    }

    /// The field that keeps it from being taken; a closed set, for which the theme's strings have the words.
    public enum Fault: String, Error, Hashable, Sendable, CaseIterable {
        case name, email, phone, relation, quoted, words
    }

    /// The longest name, relation and telephone number, in characters.
    public static let longestLine = 200
    /// The longest quotation of the story, in characters.
    public static let longestQuoted = 2_000
    /// The longest reply or complaint, in characters.
    public static let longestWords = 10_000

    /// As it may be kept: lines on one line, texts without what turns the words around them.
    /// - Throws: The first field that is missing, too long or none of its kind.
    public func checked() throws(Fault) -> GrievanceDraft {
        guard let name = name.line(upTo: Self.longestLine) else { throw .name }
        guard let email = try? EmailAddress(email) else { throw .email }
        guard phone.fits(characters: 40) else { throw .phone }
        guard let relation = relation.line(upTo: Self.longestLine) else { throw .relation }
        guard let quoted = Self.text(quoted, upTo: Self.longestQuoted) else { throw .quoted }
        guard let words = Self.text(words, upTo: Self.longestWords) else { throw .words }
        return GrievanceDraft(
            name: name,
            email: email.text,
            phone: phone.collapsedWhitespace,
            relation: relation,
            quoted: quoted,
            words: words
        )
    }

    /// Paragraphs, each on one line; nil where there is nothing to read, or too much.
    private static func text(_ text: String, upTo limit: Int) -> String? {
        guard text.fits(characters: limit) else { return nil }
        let clean = text.collapsedLines
        return clean.isEmpty ? nil : clean
    }
}
