import News

extension ListPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("list", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        var view = head(newspaper).view(newspaper)
        let strings = newspaper.strings
        view["pagination"] = list.view(address)
        view.set("days", days(newspaper))
        view.flag("empty", list.rows.isEmpty)
        switch subject {
        case .tag(let tag):
            view["heading"] = tag.name
            view["kicker"] = strings.text("topic")
            view["feed"] = Address.feed(.rss, .tag(tag.slug)).path
        case .author(let person):
            view["heading"] = person.name
            view["kicker"] = strings.text("author")
        case .index(let section, let day):
            view["heading"] = strings.text("index")
            view["filters"] = newspaper.filters(to: Address.index(), sections, section, day)
        }
        return view
    }

    private func address(_ page: Address.Page) -> Address {
        switch subject {
        case .tag(let tag): .tag(tag.slug, page)
        case .author(let person): .author(person.slug, page)
        case .index(let section, let day): .index(section: section?.slug, day: day, page)
        }
    }

    private func head(_ newspaper: Newspaper) -> PageHead {
        let strings = newspaper.strings
        switch subject {
        case .tag(let tag):
            return PageHead(
                title: tag.name,
                description: newspaper.describe("tag", tag.name),
                address: address(page),
                feeds: [(tag.name, .tag(tag.slug))],
                data: [newspaper.breadcrumbData([(newspaper.site.name, .front), (tag.name, .tag(tag.slug))])]
            )
        case .author(let person):
            return PageHead(
                title: person.name,
                description: newspaper.describe("author", person.name),
                address: address(page)
            )
        case .index(let section, let day):
            let parts = [strings.text("index"), section?.name, day.map(strings.day)].compactMap { $0 }
            return PageHead(
                title: parts.joined(separator: ", "),
                description: newspaper.describe("index"),
                address: address(page)
            )
        }
    }

    private func days(_ newspaper: Newspaper) -> [View] {
        newspaper.byDay(list.rows, at: \.published) { row in
            var view = newspaper.row(row)
            view["clock"] = newspaper.strings.clock(row.published, in: newspaper.zone)
            return view
        }
    }
}
