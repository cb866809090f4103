extension Address {
    /// The path, with its query where there is one, as it stands in a link.
    public var path: String {
        switch self {
        case .front: "/"
        case .section(let slug, let page): "/\(slug)" + Query(page).text
        case .story(let section, let number, let slug): "/\(section)/\(number)/\(slug)"
        case .index(let section, let day, let page):
            "/indeks" + Query([("rubrik", section?.rawValue), ("tanggal", day?.description)], page).text
        case .corrections(let section, let day, let page):
            "/koreksi" + Query([("rubrik", section?.rawValue), ("tanggal", day?.description)], page).text
        case .changes(let number): "/koreksi/\(number)"
        case .tag(let slug, let page): "/tag/\(slug)" + Query(page).text
        case .author(let slug, let page): "/penulis/\(slug)" + Query(page).text
        case .popular(let window, let section): popularPath(window, section)
        case .search(let text, let order, let page):
            "/cari" + Query([("q", text.isEmpty ? nil : text), ("urut", order.written)], page).text
        case .standing(let kind): "/" + kind.word
        case .grievance(let kind, let story):
            "/" + kind.page.word + Query([("berita", story)], .first).text
        case .receipt(let secret): "/pengajuan/" + secret
        case .ledger: "/transparansi"
        case .ledgerFile(let format): "/transparansi/\(format.rawValue)"
        case .keys: "/.well-known/jwks.json"
        case .feed(let format, .site): "/\(format.rawValue)"
        case .feed(let format, .section(let slug)): "/\(slug)/\(format.rawValue)"
        case .feed(let format, .tag(let slug)): "/tag/\(slug)/\(format.rawValue)"
        case .feed(let format, .corrections): "/koreksi/\(format.rawValue)"
        case .sitemapIndex: "/sitemap.xml"
        case .sitemap(let shard): "/sitemap-\(shard).xml"
        case .newsSitemap: "/sitemap-news.xml"
        case .pagesSitemap: "/sitemap-pages.xml"
        case .robots: "/robots.txt"
        case .security: "/.well-known/security.txt"
        case .manifest: "/manifest.webmanifest"
        case .favicon: "/favicon.ico"
        default: machinePath
        }
    }

    private var machinePath: String {
        switch self {
        case .asset(let tag, let name): "/-/theme/\(tag)/\(name)"
        case .picture(let digest, let width, let format): "/-/pictures/\(digest)/\(width).\(format.rawValue)"
        case .reads(let number): "/-/reads/\(number)"
        case .updates: "/-/updates"
        case .rails: "/-/rails"
        case .live: "/-/live"
        case .ready: "/-/ready"
        case .health: "/-/health"
        default: "/-/metrics"
        }
    }

    /// The day is the window that `/populer` itself stands for.
    private func popularPath(_ window: ReadWindow, _ section: Slug?) -> String {
        if let section { return "/populer/\(window.rawValue)/\(section)" }
        return window == .day ? "/populer" : "/populer/\(window.rawValue)"
    }
}

extension StandingPage.Kind {
    /// What its address is called, for ever and in every language.
    public var word: String {
        switch self {
        case .imprint: "redaksi"
        case .guidelines: "pedoman"
        case .reply: "hak-jawab"
        case .complaint: "pengaduan"
        }
    }
}

extension Grievance.Kind {
    /// The page that says how to send one.
    public var page: StandingPage.Kind {
        switch self {
        case .reply: .reply
        case .complaint: .complaint
        }
    }
}

extension StandingPage.Kind {
    /// What somebody may send by its form; nil where it has none.
    public var grievance: Grievance.Kind? { Grievance.Kind.allCases.first { $0.page == self } }
}

extension Address.SearchOrder {
    /// The default order is not written.
    fileprivate var written: String? { self == .newest ? nil : rawValue }
}

/// The query of an address, in its one right order.
private struct Query {
    var fields: [(String, String?)]

    init(_ fields: [(String, String?)] = [], _ page: Address.Page) {
        self.fields = fields
        switch page {
        case .first: break
        case .before(let position): self.fields.append(("sebelum", position.description))
        case .after(let position): self.fields.append(("sesudah", position.description))
        }
    }

    init(_ page: Address.Page) {
        self.init([], page)
    }

    var text: String {
        let written = fields.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encode($0))" } }
        return written.isEmpty ? "" : "?" + written.joined(separator: "&")
    }
}
