import News

/// What every page shares: the name on the masthead, the words, the sections, the theme's files.
struct Newspaper: Sendable {
    let site: Site
    /// Where readers reach it: scheme and host without a slash at the end.
    let url: String
    let theme: Theme
    let masthead: Masthead
    /// What stands before the path of each picture: nothing for readers, the newsroom for its own people.
    var picturePrefix = ""

    /// The same newspaper with another masthead.
    func with(_ masthead: Masthead) -> Newspaper {
        Newspaper(site: site, url: url, theme: theme, masthead: masthead)
    }

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
            "popular": Address.popular(.day).path,
            "corrections": Address.corrections().path, "ledger": Address.ledger.path, "feed": Address.feed(.rss).path,
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
