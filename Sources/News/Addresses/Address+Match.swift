extension Address {
    /// Bytes that a path may have at most, and a query.
    public static let longest = 2_048

    /// The address that a request names: its path, and its query without the question mark.
    ///
    /// Matching is generous: a slash at the end, upper case and unknown fields of the query are let pass, and a
    /// story matches by its number whatever its slug. Whoever answers compares with the one right `path` and
    /// redirects. Addresses for machines, under `/-/`, match as they are written and in no other spelling, so that a
    /// rule of a proxy for one of them holds. Nil where no address has this form.
    public init?(path: String, query: String = "") {
        guard path.utf8.count <= Self.longest, query.utf8.count <= Self.longest,
            let decoded = PercentEncoding.decode(path.utf8, plusIsSpace: false), decoded.hasPrefix("/")
        else { return nil }
        let parts = decoded.lowercased().split(separator: "/").map(String.init)
        let fields = Fields(query)
        guard let address = Self.match(parts, fields), parts.first != "-" || address.path == path else { return nil }
        self = address
    }

    private static func match(_ parts: [String], _ fields: Fields) -> Address? {
        guard let first = parts.first else { return .front }
        switch (first, parts.count) {
        case ("-", _): return machine(Array(parts.dropFirst()))
        case ("indeks", 1): return .index(section: fields.section, day: fields.day, fields.page)
        case ("koreksi", 1): return .corrections(section: fields.section, day: fields.day, fields.page)
        case ("koreksi", 2): return corrected(parts[1])
        case ("cari", 1): return .search(fields.words, fields.order, fields.page)
        case ("populer", 1...3): return popular(Array(parts.dropFirst()))
        case ("tag", 2): return Slug(rawValue: parts[1]).map { .tag($0, fields.page) }
        case ("tag", 3): return feed(parts[2]) { .tag($0) }(parts[1])
        case ("penulis", 2): return Slug(rawValue: parts[1]).map { .author($0, fields.page) }
        case (".well-known", 2): return [.security, .keys].first { $0.path == "/.well-known/" + parts[1] }
        case ("transparansi", 1): return .ledger
        case ("transparansi", 2): return LedgerFormat(rawValue: parts[1]).map { .ledgerFile($0) } ?? story(parts)
        case ("pengajuan", 2): return isDigest(parts[1]) ? .receipt(parts[1]) : nil
        case (_, 1): return file(first) ?? standing(first, fields) ?? section(first).map { .section($0, fields.page) }
        case (_, 2): return feed(parts[1]) { .section($0) }(first) ?? story(parts)
        case (_, 3): return story(parts)
        default: return nil
        }
    }

    private static func section(_ name: String) -> Slug? {
        reserved.contains(name) ? nil : Slug(rawValue: name)
    }

    private static func story(_ parts: [String]) -> Address? {
        let isTaken = reserved.contains(parts[0]) && !reservedLater.contains(parts[0])
        guard !isTaken, let section = Slug(rawValue: parts[0]), let number = StoryNumber(parts[1]) else { return nil }
        return .story(section: section, number, Slug(parts.count > 2 ? parts[2] : "", fallback: "artikel"))
    }

    private static func standing(_ word: String, _ fields: Fields) -> Address? {
        guard let kind = StandingPage.Kind.allCases.first(where: { $0.word == word }) else { return nil }
        guard let grievance = kind.grievance, let story = fields.story else { return .standing(kind) }
        return .grievance(grievance, about: story)
    }

    private static func corrected(_ name: String) -> Address? {
        if let format = FeedFormat(rawValue: name) { return .feed(format, .corrections) }
        return StoryNumber(name).map { .changes($0) }
    }

    private static func feed(_ name: String, scope: @escaping (Slug) -> FeedScope) -> (String) -> Address? {
        { text in
            guard let format = FeedFormat(rawValue: name), let slug = Slug(rawValue: text) else { return nil }
            return .feed(format, scope(slug))
        }
    }

    private static func popular(_ parts: [String]) -> Address? {
        guard let name = parts.first else { return .popular(.day) }
        guard let window = ReadWindow(rawValue: name) else { return nil }
        if parts.count == 1 { return .popular(window) }
        return section(parts[1]).map { .popular(window, section: $0) }
    }

    private static func file(_ name: String) -> Address? {
        if let format = FeedFormat(rawValue: name) { return .feed(format) }
        switch name {
        case "sitemap.xml": return .sitemapIndex
        case "sitemap-news.xml": return .newsSitemap
        case "sitemap-pages.xml": return .pagesSitemap
        case "robots.txt": return .robots
        case "manifest.webmanifest": return .manifest
        case "favicon.ico": return .favicon
        default: break
        }
        guard name.hasPrefix("sitemap-"), name.hasSuffix(".xml") else { return nil }
        let digits = name.dropFirst(8).dropLast(4)
        guard let shard = Digits.number(digits.utf8), String(shard) == digits else { return nil }
        return .sitemap(Int64(shard))
    }

    private static func machine(_ parts: [String]) -> Address? {
        switch (parts.first, parts.count) {
        case ("reads", 2): return StoryNumber(parts[1]).map { .reads($0) }
        case ("updates", 1): return .updates
        case ("rails", 1): return .rails
        case ("live", 1): return .live
        case ("ready", 1): return .ready
        case ("health", 1): return .health
        case ("metrics", 1): return .metrics
        case ("theme", 3): return .asset(tag: parts[1], name: parts[2])
        case ("pictures", 3): return picture(digest: parts[1], file: parts[2])
        default: return nil
        }
    }

    /// Whether it has the form of SHA-256, or of a secret, in hexadecimal digits.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func picture(digest: String, file: String) -> Address? {
        let parts = file.split(separator: ".").map(String.init)
        guard isDigest(digest), parts.count == 2, let width = Digits.number(parts[0].utf8), String(width) == parts[0],
            let format = PictureFormat(rawValue: parts[1])
        else { return nil }
        return .picture(digest: digest, width: width, format)
    }
}

/// The fields of a query, decoded; a broken one is left out, and the first of a name counts.
private struct Fields {
    private var values: [String: String] = [:]

    init(_ query: String) {
        for pair in query.split(separator: "&").prefix(32) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let value = PercentEncoding.decode(parts[1].utf8, plusIsSpace: true) else {
                continue
            }
            let text = value.collapsedWhitespace
            if !text.isEmpty, values[String(parts[0])] == nil { values[String(parts[0])] = text }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// What a reader searches for.
    ///
    /// As long as anybody types, so that the address it is written into again fits into the head of an answer.
    var words: String { String((self["q"] ?? "").beginning(bytes: 600).prefix(200)).collapsedWhitespace }

    /// The story that a form is to be about.
    var story: String? { self["berita"].map { $0.beginning(bytes: 500) } }

    var section: Slug? { self["rubrik"].flatMap { Slug(rawValue: $0) } }
    var day: CivilDay? { self["tanggal"].flatMap { CivilDay($0) } }
    var order: Address.SearchOrder { self["urut"].flatMap { .init(rawValue: $0) } ?? .newest }

    var page: Address.Page {
        if let position = self["sebelum"].flatMap({ ListPosition($0) }) { return .before(position) }
        if let position = self["sesudah"].flatMap({ ListPosition($0) }) { return .after(position) }
        return .first
    }
}
