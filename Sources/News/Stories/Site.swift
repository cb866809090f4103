/// A newspaper: what the first run founds, and what every page names.
///
/// A house may publish several. Each has its own sections, stories, lists, rankings and addresses, and is found by the
/// hosts under which readers ask for it.
public struct Site: Hashable, Sendable {
    /// Its number in the house.
    public let number: SiteNumber
    /// As on the masthead.
    public var name: String
    /// A language tag (BCP 47): the language of the pages and of searching.
    public var language: String
    /// The zone of stories that name none.
    public var zone: Zone
    /// Hosts under which readers ask for it, without ports; absolute links take the first.
    public var hosts: [String]
    /// A folder whose files stand in for those of the built-in theme; nil for whatever theme the server has.
    public var themeFolder: String?
    /// Hours in which the desk means to decide what people outside hold against stories.
    public var clocks: GrievanceClocks

    public init(
        number: SiteNumber = .first,
        name: String,
        language: String,
        zone: Zone,
        hosts: [String] = [],
        themeFolder: String? = nil,
        clocks: GrievanceClocks = .usual
    ) {
        self.number = number
        self.name = name
        self.language = language
        self.zone = zone
        self.hosts = hosts
        self.themeFolder = themeFolder
        self.clocks = clocks
    }

    /// The same newspaper under another number.
    public func numbered(_ number: SiteNumber) -> Site {
        Site(
            number: number,
            name: name,
            language: language,
            zone: zone,
            hosts: hosts,
            themeFolder: themeFolder,
            clocks: clocks
        )
    }

    /// The longest name, in characters: it stands on every page and in every feed.
    public static let longestName = 200
    /// The most hosts: each request is compared with those of all newspapers.
    public static let mostHosts = 20

    /// The newspaper as it may be kept: its name on one line, its hosts in lower case and each once.
    /// - Throws: `invalid` where the name is empty or too long, the language is no language tag, or a host is none.
    public func checked() throws -> Site {
        var site = self
        site.name = name.collapsedWhitespace
        guard !site.name.isEmpty, site.name.fits(characters: Self.longestName) else {
            throw NewsError(.invalid, "A newspaper's name has 1 to \(Self.longestName) characters.")
        }
        guard language.isLanguageTag else {
            throw NewsError(.invalid, "\"\(language)\" is no language; take a language tag (BCP 47), such as id or en.")
        }
        site.hosts = try hosts.reduce(into: []) { known, host in
            let host = try Self.checked(host: host)
            if !known.contains(host) { known.append(host) }
        }
        guard [clocks.replyHours, clocks.complaintHours].allSatisfy(GrievanceClocks.allowed.contains) else {
            throw NewsError(.invalid, "A clock for replies or complaints has 1 to 720 hours.")
        }
        guard site.hosts.count <= Self.mostHosts else {
            throw NewsError(.invalid, "A newspaper has at most \(Self.mostHosts) hosts.")
        }
        return site
    }

    private static func checked(host: String) throws -> String {
        let host = host.lowercased()
        guard host.isHostName else {
            throw NewsError(
                .invalid,
                "\"\(host)\" is no host; write it without scheme and port, in ASCII: warta.example."
            )
        }
        return host
    }
}
