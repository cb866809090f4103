import News

/// The head of a page, from which the values are made that every template gets.
struct PageHead: Sendable {
    /// Without the newspaper's name, which is added; empty for the front.
    var title: String
    var description = ""
    /// Nil for pages that are no address of their own, such as errors.
    var address: Address?
    var isIndexed = true
    var section: Slug?
    /// Feeds of this page, before the site's own.
    var feeds: [(title: String, scope: Address.FeedScope)] = []
    /// Open Graph beyond title, description and address.
    var graph: View = [:]
    /// JSON-LD.
    var data: [JSONValue] = []
    /// The language of this page's words, where it is not the site's.
    var language: String?
}

extension PageHead {
    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let name = newspaper.site.name
        let fullTitle = title.isEmpty ? name : "\(title) - \(name)"
        var view: View = [
            "language": language ?? newspaper.site.language, "title": fullTitle, "text": strings.view,
            "site": newspaper.view, "navigation": newspaper.navigation(current: section),
        ]
        view.set("description", description)
        view.set("robots", isIndexed ? nil : "noindex")
        view.set("canonical", address.map(newspaper.absolute))
        view.set("feeds", (feeds + [(name, .site)]).flatMap { Self.feedLinks($0.title, $0.scope) })
        view.set("data", data.map(\.writtenForScript))
        if let address {
            var graph = graph
            graph["title"] = title.isEmpty ? name : title
            graph["url"] = newspaper.absolute(address)
            if graph["type"] == nil { graph["type"] = "website" }
            graph["locale"] = strings.optional("locale") ?? "id_ID"
            graph.set("description", description)
            view["og"] = graph
        }
        return view
    }

    private static func feedLinks(_ title: String, _ scope: Address.FeedScope) -> [View] {
        zip([Address.FeedFormat.rss, .atom, .json], ["rss+xml", "atom+xml", "feed+json"]).map { format, type in
            ["type": "application/" + type, "title": title, "href": Address.feed(format, scope).path]
        }
    }
}
