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

    public init(
        uri: String = "",
        picture: Picture? = nil,
        caption: String = "",
        credit: String = "",
        alternativeText: String = ""
    ) {
        self.uri = uri
        self.picture = picture
        self.caption = caption
        self.credit = credit
        self.alternativeText = alternativeText
    }

    /// The line under the picture, as newspapers set it: `caption/credit`.
    public var line: String {
        [caption, credit].filter { !$0.isEmpty }.joined(separator: "/")
    }
}
