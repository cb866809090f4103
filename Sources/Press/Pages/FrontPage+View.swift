import News

extension FrontPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("front", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let head = PageHead(
            title: "",
            description: newspaper.describe("front"),
            address: .front,
            data: [newspaper.websiteData]
        )
        var view = head.view(newspaper)
        view["heading"] = newspaper.site.name
        if let lead = top.lead { view["lead_story"] = newspaper.row(lead) }
        view.set("top", top.rows.map { newspaper.row($0) })
        view.set(
            "blocks",
            blocks.map {
                ["section": newspaper.link($0.section), "rows": $0.rows.map { newspaper.row($0) }]
            }
        )
        return view
    }
}
