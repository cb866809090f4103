/// What the checks must be told, since the text does not say it.
public struct CheckFacts: Hashable, Sendable {
    /// Stories of ours to which the text leads, and which no reader can open.
    public var hiddenLinks: [StoryNumber]
    /// Names above the text that are no member's, and above nothing that readers see.
    public var unknownNames: [String]
    /// With how many words the text was commissioned; nil where nobody said.
    public var commissionedWords: Int?
    /// What a granted reply is called since it was begun; nil for every other story.
    public var replyGenre: String?

    public init(
        hiddenLinks: [StoryNumber] = [],
        unknownNames: [String] = [],
        commissionedWords: Int? = nil,
        replyGenre: String? = nil
    ) {
        self.hiddenLinks = hiddenLinks
        self.unknownNames = unknownNames
        self.commissionedWords = commissionedWords
        self.replyGenre = replyGenre
    }
}
