/// The newspaper itself: what the first run founds, and what every page names.
public struct Site: Hashable, Sendable {
    /// As on the masthead.
    public var name: String
    /// A language tag (BCP 47): the language of the pages and of searching.
    public var language: String
    /// The zone of stories that name none.
    public var zone: Zone

    public init(name: String, language: String, zone: Zone) {
        self.name = name
        self.language = language
        self.zone = zone
    }

    /// The longest name, in characters: it stands on every page and in every feed.
    public static let longestName = 200

    /// The newspaper as it may be kept, its name on one line.
    /// - Throws: `invalid` where the name is empty or too long, or the language is no language tag.
    public func checked() throws -> Site {
        var site = self
        site.name = name.collapsedWhitespace
        guard !site.name.isEmpty, site.name.count <= Self.longestName else {
            throw NewsError(.invalid, "A newspaper's name has 1 to \(Self.longestName) characters.")
        }
        guard language.isLanguageTag else {
            throw NewsError(.invalid, "\"\(language)\" is no language; take a language tag (BCP 47), such as id or en.")
        }
        return site
    }
}
