import News

extension SectionPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("section", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let feed = Address.FeedScope.section(section.slug)
        let head = PageHead(
            title: section.name,
            description: newspaper.describe("section", section.name),
            address: .section(section.slug, page),
            section: section.slug,
            feeds: [(section.name, feed)],
            data: [newspaper.breadcrumbData([(newspaper.site.name, .front), (section.name, .section(section.slug))])]
        )
        var view = head.view(newspaper)
        view["heading"] = section.name
        view["feed"] = Address.feed(.rss, feed).path
        view["pagination"] = list.view { .section(section.slug, $0) }
        if let lead = top?.lead { view["lead_story"] = newspaper.row(lead) }
        view.set("rows", (top?.rows ?? list.rows).map { newspaper.row($0) })
        return view
    }
}
