/// The text of a story: a tree of the nodes that a newspaper needs, without scripts.
///
/// Every body is in normal form: white space is collapsed, empty parts are removed, and links lead only where
/// `LinkTarget` allows. So `Body(html: body.html) == body` always holds, and two bodies that read alike are equal.
public struct Body: Hashable, Sendable {
    public let blocks: [Block]

    /// Byte for byte: texts that only read alike, as one with a letter and its accent apart, have other positions for those
    /// who write in them together.
    public static func == (one: Body, other: Body) -> Bool {
        one.isSameValue(as: other) || (one.blocks == other.blocks && one.htmlBytes == other.htmlBytes)
    }

    /// Whether both are copies of one value: then nothing needs to be compared.
    private func isSameValue(as other: Body) -> Bool {
        blocks.withUnsafeBufferPointer { mine in
            other.blocks.withUnsafeBufferPointer { $0.baseAddress == mine.baseAddress && $0.count == mine.count }
        }
    }

    /// Maximum number of bytes of HTML that are read.
    public static let longest = 1 << 20
    /// Maximum number of start tags that are read, and of end tags.
    public static let mostElements = 20_000
    /// Maximum depth of quotes and lists; the content of deeper ones goes into the one around it.
    public static let deepest = 12
    /// Maximum number of pictures that a body may refer to.
    public static let mostPictures = 1_000
    /// Maximum number of blocks that name a story: each costs a look into the store whenever the page is pressed.
    public static let mostRelated = 100

    /// Brings blocks into normal form.
    public init(blocks: [Block]) {
        var builder = BodyBuilder()
        builder.replay(blocks)
        self.blocks = builder.finish()
    }

    /// Takes blocks that are in normal form already.
    init(normal blocks: [Block]) {
        self.blocks = blocks
    }

    /// Reads plain text: blank lines separate paragraphs, and a line end inside one becomes a space.
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

    /// Reads HTML5 and keeps what the tree can represent.
    ///
    /// Scripts, styles and event handlers are dropped; of unknown elements the text is kept. A picture is kept if
    /// `pictures` knows its `src`, or if the HTML is our own (`data-picture`) and the index is below `pictureCount`.
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

    /// Reads HTML5 together with the pictures that came with it.
    ///
    /// `pictures` takes the captions that are in the text, and is told of pictures that did not come.
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

    /// Checks that the body's HTML is within the limits, so that it can be read again.
    ///
    /// Only HTML is limited when it is read; a body made from text or blocks may be too large.
    public func check() throws(BodyError) {
        if isSurelyWithinBounds { return }
        let html = html
        guard html.utf8.count <= Self.longest else { throw .tooLong(bytes: html.utf8.count) }
        // Every `<` in the output begins a tag.
        let tags = zip(html.utf8, html.utf8.dropFirst())
            .count { $0 == UInt8(ascii: "<") && $1 != UInt8(ascii: "/") }
        if tags > Self.mostElements { throw .tooManyElements }
    }
}
