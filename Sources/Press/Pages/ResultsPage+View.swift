import News
import Storage

extension ResultsPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        PageContent(
            bytes: newspaper.theme.render("search", view(newspaper)),
            caching: .revalidated,
            hasSharedRails: true
        )
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let title = text.isEmpty ? strings.text("search") : strings.text("search_title", ["query": text])
        let head = PageHead(
            title: title,
            description: newspaper.describe("index"),
            address: text.isEmpty ? .search("") : nil,
            isIndexed: false
        )
        var view = head.view(newspaper)
        view["heading"] = strings.text("search")
        view.set("query", text)
        guard let found else { return view }
        view["asked"] = true
        view["orders"] = Address.SearchOrder.allCases.map { choice -> View in
            var view: View = [
                "name": strings.text(choice == .newest ? "orders.newest" : "orders.best"),
                "href": Address.search(text, choice).path,
            ]
            view.flag("current", choice == order)
            return view
        }
        view.set("results", found.rows.map { result($0, newspaper) })
        view.flag("empty", found.rows.isEmpty && found.isWhole)
        view.flag("partial", !found.isWhole)
        view["pagination"] = pagination(found)
        return view
    }

    private func pagination(_ found: SearchPage) -> View {
        var view: View = [:]
        if found.hasPrevious, let first = found.rows.first {
            view["newer"] = Address.search(text, order, .after(first.row.position)).path
        }
        if found.hasNext, let last = found.rows.last {
            view["older"] = Address.search(text, order, .before(last.row.position)).path
        }
        return view
    }

    private func result(_ hit: SearchHit, _ newspaper: Newspaper) -> View {
        var view = newspaper.row(hit.row)
        view["headline_html"] = Self.html(hit.headline)
        view.set("excerpt_html", words: Self.html(hit.excerpt), newspaper.script(of: hit.row.language))
        return view
    }

    private static func html(_ runs: [TextRun]) -> String {
        var html = XMLWriter()
        for run in runs {
            if run.marked { html.markup("<mark>") }
            html.text(run.text)
            if run.marked { html.markup("</mark>") }
        }
        return html.text
    }
}
