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
        // The first page leads with the newest that has a picture.
        let lead = page == .first ? list.rows.prefix(8).first { $0.picture != nil } : nil
        if let lead { view["lead_story"] = newspaper.row(lead) }
        view.set("rows", list.rows.filter { $0 != lead }.map { newspaper.row($0) })
        return view
    }
}
