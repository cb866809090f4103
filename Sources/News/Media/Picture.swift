/// A photograph in the darkroom: what pages must know to show it.
public struct Picture: Hashable, Sendable {
    /// SHA-256 of the original's bytes, in 64 lower-case hexadecimal digits: its identity.
    public let digest: String
    /// Pixels, upright.
    public let width: Int
    public let height: Int
    /// Widths of the renditions on disk, ascending; never empty.
    public let widths: [Int]
    /// Of the original: `image/jpeg`.
    public let mediaType: String

    public init(digest: String, width: Int, height: Int, widths: [Int], mediaType: String) {
        self.digest = digest
        self.width = width
        self.height = height
        self.widths = widths
        self.mediaType = mediaType
    }
}

/// A picture in a story, with the words that stand under it there.
public struct PictureUse: Hashable, Sendable {
    /// The wire's identity for it; empty where it gave none.
    public var uri: String
    /// Nil where the wire sent words but no file: caption and credit are printed all the same.
    public var picture: Picture?
    /// The words under it, for everybody.
    public var caption: String
    public var credit: String
    /// What it shows, for whoever does not see it (HTML's `alt`); empty where nobody wrote it.
    public var alternativeText: String
    /// Where the page shows it.
    public var placement: Placement
    /// Whether a model made it, or changed it; nil where nobody says so.
    public var madeWithAI: MadeWithAI?

    /// Where the page shows a picture of a story.
    ///
    /// A picture that the text has stands in the text, wherever else it is.
    public enum Placement: String, Hashable, Sendable, CaseIterable {
        /// As a wire sends it: the first above the text, another below it.
        case usual
        /// Above the text.
        case hero
        /// Below the text.
        case below
        /// Nowhere else than in the text.
        case text

        /// Where the next picture of one form comes: above the text stands one alone.
        public var ofNext: Placement { self == .hero ? .below : self }
    }

    /// A picture with its words, and where it is shown.
    public init(
        uri: String = "",
        picture: Picture? = nil,
        caption: String = "",
        credit: String = "",
        alternativeText: String = "",
        placement: Placement = .usual,
        madeWithAI: MadeWithAI? = nil
    ) {
        self.uri = uri
        self.picture = picture
        self.caption = caption
        self.credit = credit
        self.alternativeText = alternativeText
        self.placement = placement
        self.madeWithAI = madeWithAI
    }

    /// A place in a story's pictures whose picture is gone; no other picture gets its number.
    public static let vacant = PictureUse(placement: .text)

    /// Whether there is neither a picture nor a word.
    public var isVacant: Bool { picture == nil && line.isEmpty && alternativeText.isEmpty }

    /// The line under the picture, as newspapers set it: `caption/credit`.
    public var line: String {
        [caption, credit].filter { !$0.isEmpty }.joined(separator: "/")
    }
}
