import News

/// A list by days: of a tag, of an author, or the index of everything.
struct ListPage: Sendable {
    enum Subject: Sendable {
        case tag(Tag)
        case author(Person)
        case index(section: Section?, day: CivilDay?)
    }

    let subject: Subject
    let page: Address.Page
    let list: PagedRows<StoryRow>
    /// What the index may be narrowed to.
    var sections: [Section] = []

    var depends: Set<Dependency> {
        switch subject {
        case .tag(let tag): [.topic(.tag(tag.slug)), .masthead]
        case .author(let person): [.topic(.author(person.slug)), .masthead]
        case .index(let section?, _): [.topic(.section(section.slug)), .masthead]
        case .index(nil, _): [.topic(.site), .masthead]
        }
    }
}
