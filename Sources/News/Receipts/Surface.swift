/// A place where readers meet a story: what a publish receipt says of each (``SurfaceReceipt``).
///
/// The list of all that is asked stands here: another surface is a case, and its line in each property below.
public enum Surface: String, Hashable, Sendable, CaseIterable {
    /// The story's own page, with the present text.
    case page
    /// UPDATE on that page.
    case rail
    /// UPDATE on the oldest page of the archive.
    case oldestRail = "oldest_rail"
    case front
    /// The front of its section.
    case section
    case feed
    case sectionFeed = "section_feed"
    case newsSitemap = "news_sitemap"
    case search
    /// `/koreksi`, for a story that was corrected.
    case corrections
    case correctionsFeed = "corrections_feed"
}

extension Surface {
    /// The newest stories that it surely shows; nil for one that is about this story alone.
    ///
    /// On the front they are the first block's, however many there are below.
    public var rows: Int? {
        switch self {
        case .page: nil
        case .rail, .oldestRail: 10
        case .front: 4
        case .section, .feed, .sectionFeed, .search, .corrections, .correctionsFeed: 20
        case .newsSitemap: 1_000
        }
    }

    /// Whether its rows are those of the section alone.
    var isOfSection: Bool { self == .section || self == .sectionFeed }

    /// What of an answer is looked at: all pages end with rails, in which a story stands as well.
    var part: AnswerPart {
        switch self {
        case .page, .feed, .sectionFeed, .newsSitemap, .correctionsFeed: .whole
        case .rail, .oldestRail: .updates
        case .front, .section, .search, .corrections: .content
        }
    }

    /// Between what the path of a story stands where the surface leads to it.
    var link: (before: String, after: String) {
        switch self {
        case .feed, .sectionFeed, .correctionsFeed: ("<link>", "</link>")
        case .newsSitemap: ("<loc>", "</loc>")
        default: ("href=\"", "\"")
        }
    }
}

/// A part of an answer; all of it where a theme has not got the marks that part it.
enum AnswerPart: Hashable, Sendable {
    case whole
    /// What stands before the rails.
    case content
    /// The rows of UPDATE.
    case updates

    /// The part's bytes.
    func bytes(of body: [UInt8]) -> ArraySlice<UInt8> {
        switch self {
        case .whole: body[...]
        case .content: body.firstRange(of: Self.rails).map { body[..<$0.lowerBound] } ?? body[...]
        case .updates:
            body.firstRange(of: Self.list).map { start in
                let rest = body[start.upperBound...]
                return rest.firstRange(of: Self.end).map { rest[..<$0.lowerBound] } ?? rest
            } ?? body[...]
        }
    }

    private static let rails = Array("<aside class=\"rails\"".utf8)
    private static let list = Array("<ol id=\"updates\"".utf8)
    private static let end = Array("</ol>".utf8)
}
