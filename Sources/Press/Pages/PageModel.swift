import News

/// What a page shows, read from the store into a plain value: from it and the newspaper its bytes are made.
///
/// A page is three files with one stem: `StoryPage+Query` reads the model, `StoryPage+Model` is it, `StoryPage+View`
/// makes of it what the template sees. A view needs no store, so that it can be tried with a model that is written down.
protocol PageModel: Sendable {
    /// What the page was made of: pressed again when any of it changes.
    var depends: Set<Dependency> { get }

    /// The page as it is to be sent.
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent
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

/// A page that a template of the theme makes.
protocol ThemePage: PageModel {
    /// The template's name, without its suffix.
    static var template: String { get }
    /// The values that the template sees.
    func view(_ newspaper: Newspaper) -> View
}

/// A page of the theme that lists stories: others may keep it for seconds only, and a CDN may purge it by its topics.
protocol ThemeList: ThemePage {}

extension ThemePage {
    /// What the template makes of the view; the rails and the footer follow.
    func content(
        _ newspaper: Newspaper,
        status: PressedPage.Status = .ok,
        caching: HTTPCaching,
        surrogateKeys: [String] = []
    ) -> PageContent {
        PageContent(
            bytes: newspaper.theme.render(Self.template, view(newspaper)),
            status: status,
            caching: caching,
            surrogateKeys: surrogateKeys,
            hasSharedRails: true
        )
    }
}

extension ThemeList {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        let topics = depends.compactMap { if case .topic(let topic) = $0 { topic.surrogateKey } else { nil } }
        return content(newspaper, caching: .page(age: .fresh), surrogateKeys: topics.sorted())
    }
}

extension Topic {
    /// As a CDN is told it: `story-7`, `section-dunia`.
    var surrogateKey: String { description.replacing(":", with: "-") }
}
