import News

extension CorrectionsPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("corrections", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let parts = [strings.text("corrections.title"), section?.name, day.map(strings.day)].compactMap { $0 }
        let head = PageHead(
            title: parts.joined(separator: ", "),
            description: newspaper.describe("corrections"),
            address: address,
            feeds: [(strings.text("corrections.title"), .corrections)]
        )
        var view = head.view(newspaper)
        view["heading"] = strings.text("corrections.title")
        view["standfirst"] = strings.text("corrections.what", ["site": newspaper.site.name])
        view["feed"] = Address.feed(.rss, .corrections).path
        view["filters"] = newspaper.filters(to: Address.corrections(), sections, section, day)
        view.set("days", days(newspaper))
        view.flag("empty", list.rows.isEmpty)
        view["pagination"] = list.view { .corrections(section: section?.slug, day: day, $0) }
        return view
    }

    private func days(_ newspaper: Newspaper) -> [View] {
        newspaper.byDay(list.rows, at: \.correction.at) { row in
            var view = newspaper.view(row.correction)
            let script = newspaper.script(of: row.language)
            view.mark(script)
            // Of a story that was withdrawn only the notice is left.
            view["href"] = row.address.path + (row.isWithdrawn ? "" : "#" + row.correction.anchor)
            view["headline"] = row.headline
            view["section"] = newspaper.link(row.section)
            view.set("paid", row.label.map(newspaper.words))
            view["clock"] = newspaper.strings.clock(row.correction.at, in: newspaper.zone)
            view.flag("withdrawn", row.isWithdrawn)
            return view
        }
    }
}
