import News

extension PopularPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("popular", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let head = PageHead(
            title: [strings.text("popular"), section?.name].compactMap { $0 }.joined(separator: ": "),
            description: newspaper.describe("popular"),
            address: .popular(window, section: section?.slug),
            section: section?.slug
        )
        var view = head.view(newspaper)
        view["heading"] = strings.text("popular")
        view["windows"] = ReadWindow.allCases.map { choice in
            link(strings.text("windows.\(choice.hours)"), choice, section?.slug, choice == window)
        }
        view["sections"] =
            [link(strings.text("all_sections"), window, nil, section == nil)]
            + newspaper.masthead.sections.map { link($0.name, window, $0.slug, $0.slug == section?.slug) }
        view.set("rows", rows.enumerated().map { newspaper.row($1, rank: $0 + 1) })
        view.flag("empty", rows.isEmpty)
        return view
    }

    private func link(_ name: String, _ window: ReadWindow, _ section: Slug?, _ isCurrent: Bool) -> View {
        var view: View = ["name": name, "href": Address.popular(window, section: section).path]
        view.flag("current", isCurrent)
        return view
    }
}
