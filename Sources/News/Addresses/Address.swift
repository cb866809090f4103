/// Every address of a newspaper: printed and matched here.
///
/// Besides, paths under `/-/` are known to the fast path of `Web`, to the theme's script and to `robots.txt`.
///
/// Paths are Indonesian words and stay so in every language: an address is for ever.
public enum Address: Hashable, Sendable {
    case front
    case section(Slug, Page = .first)
    case story(section: Slug, StoryNumber, Slug)
    /// Everything, by day and section: the page behind *Selengkapnya*.
    case index(section: Slug? = nil, day: CivilDay? = nil, Page = .first)
    /// What was corrected, by day and section.
    case corrections(section: Slug? = nil, day: CivilDay? = nil, Page = .first)
    /// What changed in a story since it was published.
    case changes(StoryNumber)
    case tag(Slug, Page = .first)
    case author(Slug, Page = .first)
    case popular(ReadWindow, section: Slug? = nil)
    case search(String, SearchOrder = .newest, Page = .first)
    /// A page that press law asks for: `/redaksi`, `/pedoman`, `/hak-jawab`, `/pengaduan`.
    case standing(StandingPage.Kind)
    /// The form for a right of reply or a complaint about a story, as somebody names it: by its number or an address of it.
    case grievance(Grievance.Kind, about: String)
    /// What whoever sent one sees of how it stands; the secret is theirs alone.
    case receipt(String)
    /// What the newspaper did about its mistakes and about readers' objections, in numbers.
    case ledger
    /// The same for machines.
    case ledgerFile(LedgerFormat)
    /// The keys that signatures of this server are verified with.
    case keys
    case feed(FeedFormat, FeedScope = .site)
    /// The standing pages' part of the sitemap.
    case pagesSitemap
    case sitemapIndex
    /// Shard `n` holds the stories numbered from `n` × 500.
    case sitemap(Int64)
    case newsSitemap
    case robots
    case security
    case manifest
    case favicon
    /// A file of the theme; the tag is a digest of its bytes, so that it may be kept for ever.
    case asset(tag: String, name: String)
    case picture(digest: String, width: Int, PictureFormat)
    /// Where browsers tell of a read.
    case reads(StoryNumber)
    /// The live rail's event stream.
    case updates
    /// The rails and the foot alone, for proxies that stitch pages themselves (ESI).
    case rails
    /// For machines: the process runs; it can serve; how it fares; its figures.
    case live, ready, health, metrics

    /// A stretch of a list, told by the story next to it.
    public enum Page: Hashable, Sendable {
        case first
        /// Older than that position, newest first.
        case before(ListPosition)
        /// The stretch just newer than that position.
        case after(ListPosition)
    }

    public enum SearchOrder: String, Hashable, Sendable, CaseIterable {
        case newest = "terbaru"
        case best = "sesuai"
    }

    public enum FeedFormat: String, Hashable, Sendable, CaseIterable {
        case rss = "feed.xml"
        case atom = "atom.xml"
        case json = "feed.json"
    }

    public enum LedgerFormat: String, Hashable, Sendable, CaseIterable {
        case json = "data.json"
        /// A JSON Web Signature over it.
        case signed = "data.jws"
    }

    public enum FeedScope: Hashable, Sendable {
        case site
        case section(Slug)
        case tag(Slug)
        /// What was corrected.
        case corrections
    }

    public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
        case jpeg = "jpg"
        case webp
    }

    /// First path components that no section may have.
    public static let reserved: Set<String> = reservedLater.union([
        "-", "indeks", "tag", "penulis", "populer", "cari", "koreksi", "newsroom", "api", "feed", "atom", "sitemap",
        "robots", "favicon", "manifest",
    ])

    /// Those of them that a section may have had before: its stories are still found.
    static let reservedLater = Set(StandingPage.Kind.allCases.map(\.word)).union(["pengajuan", "transparansi"])
}
