/// The sections that every page names under the newspaper's name.
///
/// As few as a reader takes in, chosen by the desk: what wires call sections does not crowd the pages.
public struct Masthead: Hashable, Sendable {
    /// Sections that it may name.
    public static let mostSections = 12

    /// Sections that are counted, and that the index offers: as many as wires may make, unless an import is told
    /// otherwise.
    public static let mostKnown = 200

    /// In the order of the navigation.
    public let sections: [Section]
    /// How many sections there are beside them, which the index leads to.
    public let others: Int
    /// Counts the desk's changes of sections; a page that shows an older one is pressed again.
    public let edition: Int64
    /// The standing pages that say something, each with its version; the foot of every page leads to them.
    public let pages: [StandingPage.Kind: Int]
    /// The version of the line that every page shows until its end; 0 where there never was one.
    public let banner: Int
    /// The number of the last launch of a front; 0 where there is none.
    public let launch: Int

    public init(
        sections: [Section],
        others: Int = 0,
        edition: Int64 = 0,
        pages: [StandingPage.Kind: Int] = [:],
        banner: Int = 0,
        launch: Int = 0
    ) {
        self.sections = sections
        self.others = others
        self.edition = edition
        self.pages = pages
        self.banner = banner
        self.launch = launch
    }

    /// Whether pages name the same sections under it; the rest is in what all pages share.
    public func hasSections(of other: Masthead) -> Bool {
        sections == other.sections && others == other.others && edition == other.edition
    }
}
