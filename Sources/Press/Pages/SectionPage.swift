import News
import Storage

/// A section's front, and the pages behind it.
struct SectionPage: Sendable {
    let section: Section
    let page: Address.Page
    let stretch: Stretch

    /// Nil where there is no such section.
    init?(_ transaction: ReadTransaction, _ slug: Slug, _ page: Address.Page) throws {
        guard let section = try transaction.section(slug) else { return nil }
        self.section = section
        self.page = page
        stretch = try Stretch(transaction, .section(slug), page, size: 20)
        guard try stretch.isOfSomething(transaction, .section(slug)) else { return nil }
    }

    var depends: Set<Dependency> { [.topic(.section(section.slug)), .masthead] }

    func view(_ newspaper: Newspaper) -> View {
        let address = Address.section(section.slug, page)
        let feed = Address.FeedScope.section(section.slug)
        let head = PageHead(
            title: section.name,
            description: newspaper.describe("section", section.name),
            address: address,
            section: section.slug,
            feeds: [(section.name, feed)],
            data: [newspaper.breadcrumbData([(newspaper.site.name, .front), (section.name, .section(section.slug))])]
        )
        var view = head.view(newspaper)
        view["heading"] = section.name
        view["feed"] = Address.feed(.rss, feed).path
        view["pagination"] = stretch.view { .section(section.slug, $0) }
        // The first page leads with the newest that has a picture.
        let lead = page == .first ? stretch.rows.prefix(8).first { $0.picture != nil } : nil
        if let lead { view["lead_story"] = newspaper.row(lead) }
        view.set("rows", stretch.rows.filter { $0 != lead }.map { newspaper.row($0) })
        return view
    }
}
