import News

/// A section's front, and the pages behind it.
struct SectionPage: Sendable {
    let section: Section
    let page: Address.Page
    let list: PagedRows<StoryRow>

    var depends: Set<Dependency> { [.topic(.section(section.slug)), .masthead] }
}
