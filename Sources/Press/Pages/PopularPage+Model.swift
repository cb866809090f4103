import News

/// What is read most, in one window, of the site or of a section.
struct PopularPage: Sendable {
    let window: ReadWindow
    /// Nil for the whole site.
    let section: Section?
    /// The most read first.
    let rows: [StoryRow]

    /// The ranking, and whatever may change the rows that it names.
    var depends: Set<Dependency> {
        [.ranking(window, section?.slug), .topic(section.map { .section($0.slug) } ?? .site), .masthead]
    }
}
