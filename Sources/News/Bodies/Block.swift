/// One part of a body, as it stands under or above another.
public indirect enum Block: Hashable, Sendable {
    case paragraph([Inline])
    /// Level 2 or 3: level 1 is the headline's.
    case heading(level: Int, [Inline])
    case quote([Block])
    /// A line of the story set large between its paragraphs.
    case pullQuote([Inline])
    /// Each item is blocks of its own; `start` is the first number of an ordered list where it is not 1.
    case list(ordered: Bool, start: Int?, items: [[Block]])
    case table(rows: [[Cell]], caption: [Inline])
    /// Text whose spaces and line ends count.
    case preformatted(String)
    case rule
    /// The picture at that index of the story's pictures.
    case picture(Int)
    /// Something that stands elsewhere, such as a video: an http or https address, shown as a link.
    case embed(url: String)

    /// A field of a table.
    ///
    /// Its paragraphs are parted by line breaks.
    public struct Cell: Hashable, Sendable {
        public var isHeader: Bool
        /// How many columns and rows it covers, 1 to 100.
        public var columns: Int
        public var rows: Int
        public var content: [Inline]

        public init(isHeader: Bool = false, columns: Int = 1, rows: Int = 1, _ content: [Inline]) {
            self.isHeader = isHeader
            self.columns = columns
            self.rows = rows
            self.content = content
        }
    }
}

/// Text and what is done to it inside a block.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    /// The address is one that `LinkTarget` lets pass.
    case link(href: String, [Inline])
    case code([Inline])
    case strike([Inline])
    case `subscript`([Inline])
    case superscript([Inline])
    case mark([Inline])
    case lineBreak
}
