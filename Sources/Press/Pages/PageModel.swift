import News

/// What a page shows, read from the store into a plain value: from it and the newspaper its bytes are made.
///
/// A page is three files with one stem: `StoryPage+Query` reads the model, `StoryPage+Model` is it, and `StoryPage+View`
/// makes of it what the template sees, and renders that. A view needs no store, so that it can be tried with a model that
/// is written down.
protocol PageModel: Sendable {
    /// What the page was made of: pressed again when any of it changes.
    var depends: Set<Dependency> { get }

    /// When something of it ends by itself; nil where nothing does.
    var nextEnd: Timestamp? { get }

    /// The page as it is to be sent.
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent
}

extension PageModel {
    var nextEnd: Timestamp? { nil }
}

/// A page before it is pressed: its bytes, and what its head will say.
struct PageContent: Sendable {
    let bytes: [UInt8]
    var mediaType = "text/html; charset=utf-8"
    var status = PressedPage.Status.ok
    let caching: HTTPCaching
    /// By which a CDN may purge it, the most important first.
    var surrogateKeys: [String] = []
    /// Whether the rails and the footer follow it.
    var hasSharedRails = false
}

extension PageContent {
    /// A page of the theme that lists stories: others may keep it for seconds only, and a CDN may purge it by its
    /// topics.
    static func list(_ bytes: [UInt8], of depends: Set<Dependency>) -> PageContent {
        let topics = depends.compactMap { if case .topic(let topic) = $0 { topic.surrogateKey } else { nil } }
        return PageContent(
            bytes: bytes,
            caching: .page(age: .fresh),
            surrogateKeys: topics.sorted(),
            hasSharedRails: true
        )
    }
}

extension Topic {
    /// As a CDN is told it: `story-7`, `section-dunia`.
    var surrogateKey: String { description.replacing(":", with: "-") }
}
