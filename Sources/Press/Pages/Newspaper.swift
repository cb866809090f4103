import News

/// What every page shares: the name on the masthead, the words, the sections, the theme's files.
struct Newspaper: Sendable {
    let site: Site
    /// Where readers reach it: scheme and host without a slash at the end.
    let url: String
    let theme: Theme
    var masthead: Masthead

    var strings: Strings { theme.strings }
    var zone: Zone { site.zone }

    func absolute(_ address: Address) -> String { url + address.path }

    /// What a page of this kind is, in a sentence for machines.
    func describe(_ kind: String, _ name: String = "") -> String {
        strings.text("descriptions." + kind, ["name": name, "site": site.name])
    }

    /// `site` of the templates.
    var view: View {
        let script = Script(language: site.language)
        var view: View = [
            "name": site.name, "url": url, "dir": script.direction.rawValue,
            "host": url.split(separator: "/").last.map(String.init) ?? "",
            "front": Address.front.path, "search": Address.search("").path, "index": Address.index().path,
            "popular": Address.popular(.day).path, "feed": Address.feed(.rss).path,
            "manifest": Address.manifest.path, "favicon_ico": Address.favicon.path,
        ]
        view.flag("has_more_sections", masthead.others > 0)
        view.set("tagline", strings.optional("tagline"))
        view.set("style", theme.address(of: "style.css")?.path)
        view.set("script", theme.address(of: "script.js")?.path)
        view.set("favicon", theme.address(of: "favicon.svg")?.path)
        view.set("touch_icon", theme.address(of: "touch-icon.png")?.path)
        return view
    }

    func navigation(current: Slug? = nil) -> [View] {
        masthead.sections.map { section in
            var view: View = ["name": section.name, "href": Address.section(section.slug).path]
            view.flag("current", section.slug == current)
            return view
        }
    }
}

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

extension View {
    mutating func set(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { self[key] = texts }
    }
}
