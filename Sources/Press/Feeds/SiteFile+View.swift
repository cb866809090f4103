import News

extension SiteFile: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        switch self {
        case .robots: .text(newspaper.robots)
        case .security: .text(newspaper.security(now: now))
        case .manifest:
            PageContent(bytes: newspaper.manifest, mediaType: "application/manifest+json", caching: .list)
        case .ofTheme(let bytes, let mediaType, let caching):
            PageContent(bytes: bytes, mediaType: mediaType, caching: caching)
        }
    }
}

extension PageContent {
    fileprivate static func text(_ text: String) -> PageContent {
        PageContent(bytes: Array(text.utf8), mediaType: "text/plain; charset=utf-8", caching: .list)
    }
}

extension Newspaper {
    /// RFC 9309.
    ///
    /// Searches and machine addresses are not for robots; the pictures are. A rule bars whatever begins with it: `/cari`
    /// alone would bar a section *Cari Angin* as well, so the rule ends where the address does.
    fileprivate var robots: String {
        """
        User-agent: *
        Disallow: \(Address.search("").path)$
        Disallow: \(Address.search("").path)?
        Disallow: \(Address.search("").path)/
        Disallow: /-/
        Allow: /-/pictures/
        Allow: /-/theme/

        Sitemap: \(absolute(.sitemapIndex))
        Sitemap: \(absolute(.newsSitemap))

        """
    }

    /// RFC 9116.
    ///
    /// It must expire; it is pressed anew with every start and holds for a year.
    fileprivate func security(now: Timestamp) -> String {
        let host = url.split(separator: "/").last.map { $0.split(separator: ":")[0] } ?? "localhost"
        return """
            Contact: mailto:security@\(host)
            Expires: \(RFC3339.write(Timestamp(seconds: now.seconds / 86_400 * 86_400 + 365 * 86_400)))
            Preferred-Languages: \(site.language == "en" ? "en" : site.language + ", en")
            Canonical: \(absolute(.security))

            """
    }

    /// W3C web application manifest.
    fileprivate var manifest: [UInt8] {
        JSONValue.members([
            "name": .string(site.name), "short_name": .string(site.name), "lang": .string(site.language),
            "start_url": .string(Address.front.path), "scope": "/", "display": "minimal-ui",
            "background_color": "#ffffff", "theme_color": "#ffffff",
            "icons": .array(
                [theme.address(of: "icon.svg")].compactMap { $0 }.map {
                    .members(["src": .string($0.path), "sizes": "any", "type": "image/svg+xml"])
                }
            ),
        ]).bytes
    }
}
