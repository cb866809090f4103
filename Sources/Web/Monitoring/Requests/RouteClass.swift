import HTTPTypes
import News

/// What kind of thing is asked for: figures are told for each kind, as their latencies have nothing in common.
enum RouteClass: Int, CaseIterable, Sendable {
    /// A page that lay ready, answered on the event loop.
    case kept
    /// A page for readers, or the way to one.
    case page
    case search
    /// Feeds, sitemaps, files of the theme and the like.
    case file
    case picture
    /// A browser tells of a read.
    case read
    /// An event stream, of readers or of the newsroom.
    case stream
    /// Pages and forms of the newsroom.
    case newsroom
    /// What a script of the newsroom asks and sends.
    case script
    /// `/-/live` and the like.
    case machine
    /// What was refused before it was read to its end, or cannot be read.
    case refused

    /// The kind of a request that is no kept page.
    /// - Parameter target: As it stands in the request.
    init(_ method: HTTPRequest.Method, target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        if NewsroomAddress.isPath(path) {
            self = Self(newsroom: NewsroomAddress(path: path))
            return
        }
        switch Address(path: path, query: parts.dropFirst().first.map(String.init) ?? "") {
        case .front, .section, .story, .index, .corrections, .changes, .tag,
            .author, .popular, .standing, .ledger, .grievance, .receipt, .rails, nil:
            self = .page
        case .search: self = .search
        case .feed, .ledgerFile, .keys, .sitemapIndex, .sitemap, .newsSitemap, .pagesSitemap, .robots, .security,
            .manifest, .favicon, .asset:
            self = .file
        case .picture: self = .picture
        case .reads: self = .read
        case .updates: self = .stream
        case .live, .ready, .health, .metrics: self = .machine
        }
    }

    private init(newsroom address: NewsroomAddress?) {
        switch address {
        case .listEvents: self = .stream
        case .writing(_, .events): self = .stream
        case .writing, .choices, .names: self = .script
        case .module: self = .file
        case .picture, .guestPicture: self = .picture
        default: self = .newsroom
        }
    }
}
