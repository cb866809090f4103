/// The text of a story: a tree of the nodes that a newspaper needs, and nothing that runs.
///
/// Every body is in normal form: white space is collapsed, empty parts are gone, and links lead only where
/// `LinkTarget` allows. So `Body(html: body.html) == body` holds for each, and two bodies that read alike are equal.
public struct Body: Hashable, Sendable {
    public let blocks: [Block]

    /// Bytes of HTML that are read at most.
    public static let longest = 1 << 20
    /// Start tags that are read at most, and end tags.
    public static let mostElements = 20_000
    /// Quotes and lists inside one another at most; what lies deeper is kept without its own frame.
    public static let deepest = 12
    /// Pictures that a body may point to at most.
    public static let mostPictures = 1_000

    /// Brings blocks into normal form.
    public init(blocks: [Block]) {
        var builder = BodyBuilder()
        builder.replay(blocks)
        self.blocks = builder.finish()
    }

    /// Takes blocks that are in normal form.
    init(normal blocks: [Block]) {
        self.blocks = blocks
    }

    /// Reads plain text: paragraphs are parted by blank lines, a line end inside one is a space.
    public init(text: String) {
        var builder = BodyBuilder()
        let text = CleanText.read(text)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                builder.endBlock()
            } else {
                builder.text(line + "\n")
            }
        }
        blocks = builder.finish()
    }

    /// Reads HTML5 and keeps what the tree can say.
    ///
    /// Scripts, styles and handlers vanish; of unknown elements the text stays. A picture in the text is kept where
    /// `pictures` knows its `src`, or where the HTML is our own (`data-picture`) and the index within `pictureCount`.
    /// - Parameters:
    ///   - html: At most 1 MiB.
    ///   - pictureCount: How many pictures the story has.
    ///   - pictures: Finds the index of a picture by the address that an `img` names.
    public init(
        html: String,
        pictureCount: Int = mostPictures,
        pictures: (String) -> Int? = { _ in nil }
    ) throws(BodyError) {
        blocks = try BodyParser.blocks(html, pictureCount: pictureCount, pictures: pictures)
    }

    /// Reads HTML5 beside the pictures that came with it, which take the words that stand under them in the text and hear
    /// of those that did not come.
    public init<Pictures: BodyPictures>(
        html: String,
        pictureCount: Int,
        among pictures: inout Pictures
    ) throws(BodyError) {
        var found: any BodyPictures = pictures
        blocks = try BodyParser.blocks(html, pictureCount: pictureCount, among: &found)
        if let found = found as? Pictures { pictures = found }
    }

    public var isEmpty: Bool { blocks.isEmpty }

    /// Checks that the body, once written, can be read again: HTML has its bounds, text and blocks have none.
    public func check() throws(BodyError) {
        if isSurelyWithinBounds { return }
        let html = html
        guard html.utf8.count <= Self.longest else { throw .tooLong(bytes: html.utf8.count) }
        // Every `<` that is written begins a tag.
        let tags = zip(html.utf8, html.utf8.dropFirst())
            .count { $0 == UInt8(ascii: "<") && $1 != UInt8(ascii: "/") }
        if tags > Self.mostElements { throw .tooManyElements }
    }
}
