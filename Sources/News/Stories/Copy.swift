/// What is written and what is read: a story's words, without its life in the newsroom.
///
/// Copy is the same whether a wire sent it or an editor typed it.
public struct Copy: Hashable, Sendable {
    /// One line, never empty.
    public var headline: String
    /// One or two sentences under the headline; empty where there is none.
    public var lead: String
    public var body: Body
    /// Berita, Opini, Foto …; empty where the wire named none.
    public var genre: String
    public var section: Section
    /// The place of the dateline, as printed; empty where there is none.
    public var place: String
    public var bylines: [Byline]
    public var tags: [Tag]
    /// By their numbers, which the text uses; where each is shown is ``PictureUse/placement``.
    public var pictures: [PictureUse]
    /// The readable part of the address, where the desk chose one; otherwise it is made of the headline.
    public var chosenSlug: Slug?
    /// Stories that the desk wants read next, in order, at most ``mostRelated``; others of the same tags follow them.
    public var related: [StoryNumber]
    /// BCP 47.
    public var language: String
    /// The zone in which the story tells its times.
    public var zone: Zone
    /// 1 (most) to 9 (least), as in ninjs; nil where nobody said.
    public var urgency: Int?
    public var copyrightHolder: String
    public var copyrightNotice: String
    public var usageTerms: String
    /// For the desk, never printed.
    public var editorialNote: String

    public init(headline: String, body: Body, section: Section, language: String, zone: Zone) {
        self.headline = headline
        self.body = body
        self.section = section
        self.language = language
        self.zone = zone
        lead = ""
        genre = ""
        place = ""
        bylines = []
        tags = []
        pictures = []
        chosenSlug = nil
        related = []
        urgency = nil
        copyrightHolder = ""
        copyrightNotice = ""
        usageTerms = ""
        editorialNote = ""
    }
}

extension Copy {
    /// Stories that the desk may choose to be read next.
    public static let mostRelated = 8

    /// The readable part of the story's address.
    public var slug: Slug { Slug(chosen: chosenSlug, headline: headline) }
}

extension Slug {
    /// The readable part of a story's address: what the desk chose, or else its headline's words.
    ///
    /// - Parameters:
    ///   - chosen: The desk's choice, if it made one.
    ///   - headline: The story's.
    public init(chosen: Slug?, headline: String) {
        self = chosen ?? Slug(headline, fallback: "artikel")
    }
}
