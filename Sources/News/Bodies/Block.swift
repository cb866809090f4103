/// One block of a body: a paragraph, a list, a table and so on.
public indirect enum Block: Hashable, Sendable {
    case paragraph([Inline])
    /// Level 2 or 3; level 1 is the headline.
    case heading(level: Int, [Inline])
    case quote([Block])
    /// A line of the story set large between its paragraphs.
    case pullQuote([Inline])
    /// Each item holds blocks; `start` is the first number of an ordered list if it is not 1.
    case list(ordered: Bool, start: Int?, items: [[Block]])
    case table(rows: [[Cell]], caption: [Inline])
    /// Text whose spaces and line ends are kept, as in HTML's `pre`.
    case preformatted(String)
    case rule
    /// The picture at this index of the story's pictures.
    case picture(Int)
    /// An embed, such as a video on another site: an http or https address, shown as a link.
    case embed(url: String)
    /// Another story of the newspaper, to be read as well; readers see its present headline, where they can open it.
    case related(StoryNumber)

    /// A table cell.
    ///
    /// Its paragraphs are separated by line breaks.
    public struct Cell: Hashable, Sendable {
        public var isHeader: Bool
        /// How many columns and rows it spans, 1 to 100.
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

/// Text inside a block, and its inline markup.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    /// The address is one that `LinkTarget` allows.
    case link(href: String, [Inline])
    case code([Inline])
    case strike([Inline])
    case `subscript`([Inline])
    case superscript([Inline])
    case mark([Inline])
    case lineBreak
}
