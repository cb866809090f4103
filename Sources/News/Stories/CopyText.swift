/// Copy as it stands in the fields of a form: texts, as somebody types them.
///
/// A field that was not touched gives back what was there, to the last character: `CopyText(copy).applied(to: copy)` is
/// the copy. Pictures, rights and whatever has no field here stay as they are.
public struct CopyText: Hashable, Sendable {
    /// A name and the part that the person had.
    public struct BylineText: Hashable, Sendable {
        public var name: String
        public var role: Byline.Role

        public init(name: String, role: Byline.Role) {
            self.name = name
            self.role = role
        }
    }

    public var headline: String
    public var lead: String
    /// In the notation of ``Body/notation``.
    public var body: String
    /// The section's name.
    public var section: String
    public var genre: String
    public var place: String
    /// The zone's IANA name.
    public var zone: String
    public var language: String
    public var bylines: [BylineText]
    public var tags: [String]
    /// The readable part of the address; empty where it is made of the headline.
    public var slug: String
    /// Stories to read next, each by its number or its address.
    public var related: [String]

    /// What the fields show of a copy.
    public init(_ copy: Copy) {
        headline = copy.headline
        lead = copy.lead
        body = copy.body.notation
        section = copy.section.name
        genre = copy.genre
        place = copy.place
        zone = copy.zone.identifier
        language = copy.language
        bylines = copy.bylines.map { BylineText(name: $0.person.name, role: $0.role) }
        tags = copy.tags.map(\.name)
        slug = copy.chosenSlug?.rawValue ?? ""
        related = copy.related.map(\.description)
    }

    /// The same with every line end as a line feed, as ``init(_:)`` writes them.
    public var withLineFeeds: CopyText {
        var text = self
        text.lead = lead.withLineFeeds
        text.body = body.withLineFeeds
        return text
    }
}

extension CopyText {
    /// What keeps the fields from being copy: a closed set, for which the newsroom's strings have the words.
    public enum Fault: String, Error, Hashable, Sendable, CaseIterable {
        case noHeadline = "no_headline"
        case longHeadline = "long_headline"
        case longLead = "long_lead"
        case longBody = "long_body"
        /// More related blocks than `Body.mostRelated`.
        case manyRelatedBlocks = "many_related_blocks"
        case noSection = "no_section"
        /// The section is not known, and the member may not make one.
        case unknownSection = "unknown_section"
        /// The name of a section, a genre, a place, a person or a tag.
        case longName = "long_name"
        case noLanguage = "no_language"
        case noZone = "no_zone"
        case manyBylines = "many_bylines"
        case manyTags = "many_tags"
        /// What is to be an address has neither letters nor digits, or more than ``Slug/longest`` of them.
        case badSlug = "bad_slug"
        /// Neither a story's number nor its address.
        case noStory = "no_story"
        case manyRelated = "many_related"
    }

    /// The copy with what the fields say.
    /// - Parameters:
    ///   - copy: What the fields were filled from.
    ///   - sections: Those that are known.
    ///   - makesSections: Whether another may be named.
    /// - Throws: The first fault, from the headline down.
    public func applied(
        to copy: Copy,
        sections: [Section],
        makesSections: Bool = false
    ) throws(Fault) -> Copy {
        let (shown, typed) = (CopyText(copy), withLineFeeds)
        var result = copy
        if typed.headline != shown.headline {
            result.headline = try Self.line(headline, WireItem.Limits.headline, .longHeadline)
        }
        if result.headline.isBlank { throw .noHeadline }
        if typed.lead != shown.lead { result.lead = try Self.line(lead, WireItem.Limits.description, .longLead) }
        if typed.body != shown.body { result.body = try read(typed.body) }
        if section != shown.section { result.section = try section(among: sections, makesSections) }
        if genre != shown.genre { result.genre = try Self.name(genre) }
        if place != shown.place { result.place = try Self.name(place) }
        if language != shown.language { result.language = language.collapsedWhitespace }
        if !result.language.isLanguageTag { throw .noLanguage }
        if zone != shown.zone {
            guard let zone = Zone(zone) else { throw .noZone }
            result.zone = zone
        }
        if bylines != shown.bylines { result.bylines = try bylines(after: copy) }
        if tags != shown.tags { result.tags = try tags(after: copy) }
        if slug != shown.slug { result.chosenSlug = try readSlug() }
        if related != shown.related { result.related = try readRelated() }
        return result
    }

    private func read(_ text: String) throws(Fault) -> Body {
        do throws(BodyError) {
            let body = try Body(notation: text)
            try body.check()
            return body
        } catch .manyRelated {
            throw .manyRelatedBlocks
        } catch {
            throw .longBody
        }
    }

    private func section(among sections: [Section], _ makesSections: Bool) throws(Fault) -> Section {
        let name = try Self.name(section)
        if name.isEmpty { throw .noSection }
        if let known = sections.first(where: { $0.name.nameKey == name.nameKey }) { return known }
        guard makesSections else { throw .unknownSection }
        return Section(name: name)
    }

    /// A person who stood there already is the same one.
    private func bylines(after copy: Copy) throws(Fault) -> [Byline] {
        var result: [Byline] = []
        for byline in bylines {
            let name = try Self.name(byline.name)
            if name.isEmpty { continue }
            let known = copy.bylines.first { $0.person.name == name }?.person
            let new = Byline(known ?? Person(name: name), as: byline.role)
            if !result.contains(new) { result.append(new) }
        }
        guard result.count <= WireItem.Limits.bylines else { throw .manyBylines }
        return result
    }

    private func tags(after copy: Copy) throws(Fault) -> [Tag] {
        var result: [Tag] = []
        for text in tags {
            let name = try Self.name(text)
            if name.isEmpty { continue }
            let new = copy.tags.first { $0.name == name } ?? Tag(name: name)
            if !result.contains(where: { $0.name.nameKey == new.name.nameKey }) { result.append(new) }
        }
        guard result.count <= WireItem.Limits.tags else { throw .manyTags }
        return result
    }

    /// What is typed is made an address, as a headline is: nobody has to know how one is written.
    private func readSlug() throws(Fault) -> Slug? {
        let typed = try Self.line(slug, 200, .badSlug)
        if typed.isEmpty { return nil }
        guard let made = Slug(rawValue: Slug(typed, fallback: "").rawValue) else { throw .badSlug }
        return made
    }

    private func readRelated() throws(Fault) -> [StoryNumber] {
        var result: [StoryNumber] = []
        for text in related {
            let line = text.collapsedWhitespace
            if line.isEmpty { continue }
            guard let number = StoryNumber(typed: line) else { throw .noStory }
            if !result.contains(number) { result.append(number) }
        }
        guard result.count <= Copy.mostRelated else { throw .manyRelated }
        return result
    }

    private static func name(_ text: String) throws(Fault) -> String {
        try line(text, WireItem.Limits.name, .longName)
    }

    private static func line(_ text: String, _ limit: Int, _ fault: Fault) throws(Fault) -> String {
        guard text.fits(characters: 2 * limit) else { throw fault }
        let line = text.collapsedWhitespace
        guard line.fits(characters: limit) else { throw fault }
        return line
    }
}
