internal import News

/// A story as it is written into a revision: words and numbers by name, so that a program ten years on can read it.
struct StoredRevision: Codable {
    struct Name: Codable {
        var slug: String
        var name: String
        var role: String?
    }

    struct Use: Codable {
        var uri: String
        var digest: String?
        var caption: String
        var credit: String
        var alternativeText: String
    }

    struct Stamp: Codable {
        var version: Int64
        var edition: String
        var fingerprint: Int64?
    }

    var uri: String
    var state: String
    var decidedBy: String
    var position: Int64?
    var wire: Stamp?
    var firstPublic: Int64?
    var textWasPublic: Bool
    var firstPublished: Int64
    var updated: Int64
    var contentCreated: Int64?
    var embargoedUntil: Int64?
    var withdrawnAt: Int64?
    var withdrawalReason: String?
    var headline: String
    var lead: String
    var html: String
    var genre: String
    var section: Name
    var place: String
    var bylines: [Name]
    var tags: [Name]
    var pictures: [Use]
    var formerPaths: [String]
    var language: String
    var zone: String
    var urgency: Int?
    var copyrightHolder: String
    var copyrightNotice: String
    var usageTerms: String
    var editorialNote: String
}

extension StoredRevision {
    init(_ story: Story) {
        let copy = story.copy
        uri = story.uri
        state = story.state.rawValue
        decidedBy = story.decidedBy.rawValue
        position = story.position?.rawValue
        wire = story.wire.map {
            Stamp(version: $0.version.milliseconds, edition: $0.edition, fingerprint: $0.fingerprint)
        }
        firstPublic = story.firstPublic?.milliseconds
        textWasPublic = story.textWasPublic
        firstPublished = story.firstPublished.milliseconds
        updated = story.updated.milliseconds
        contentCreated = story.contentCreated?.milliseconds
        embargoedUntil = story.embargoedUntil?.milliseconds
        withdrawnAt = story.withdrawal?.at.milliseconds
        withdrawalReason = story.withdrawal?.reason
        headline = copy.headline
        lead = copy.lead
        html = copy.body.html
        genre = copy.genre
        section = Name(slug: copy.section.slug.rawValue, name: copy.section.name)
        place = copy.place
        bylines = copy.bylines.map { Name(slug: $0.person.slug.rawValue, name: $0.person.name, role: $0.role.rawValue) }
        tags = copy.tags.map { Name(slug: $0.slug.rawValue, name: $0.name) }
        pictures = copy.pictures.map {
            Use(
                uri: $0.uri,
                digest: $0.picture?.digest,
                caption: $0.caption,
                credit: $0.credit,
                alternativeText: $0.alternativeText
            )
        }
        formerPaths = story.formerPaths
        language = copy.language
        zone = copy.zone.identifier
        urgency = copy.urgency
        copyrightHolder = copy.copyrightHolder
        copyrightNotice = copy.copyrightNotice
        usageTerms = copy.usageTerms
        editorialNote = copy.editorialNote
    }

    /// - Parameter picture: Finds what is known of a picture by its digest.
    func story(_ number: StoryNumber, version: Int, picture: (String) throws -> Picture?) throws -> Story {
        guard let state = Story.State(rawValue: state), let decider = Story.Decider(rawValue: decidedBy) else {
            throw SQLFault.story(number.rawValue, "a revision names no state")
        }
        var story = Story(
            number: number,
            uri: uri,
            copy: try copy(of: number, picture: picture),
            state: state,
            firstPublished: Timestamp(milliseconds: firstPublished)
        )
        story.version = version
        story.decidedBy = decider
        story.wire = wire.map {
            WireStamp(version: Timestamp(milliseconds: $0.version), edition: $0.edition, fingerprint: $0.fingerprint)
        }
        story.firstPublic = firstPublic.map { Timestamp(milliseconds: $0) }
        story.textWasPublic = textWasPublic
        story.position = position.map { Position(rawValue: $0) }
        story.updated = Timestamp(milliseconds: updated)
        story.contentCreated = contentCreated.map { Timestamp(milliseconds: $0) }
        story.embargoedUntil = embargoedUntil.map { Timestamp(milliseconds: $0) }
        if let withdrawnAt, let withdrawalReason {
            story.withdrawal = Story.Withdrawal(at: Timestamp(milliseconds: withdrawnAt), reason: withdrawalReason)
        }
        story.formerPaths = formerPaths
        return story
    }

    private func copy(of number: StoryNumber, picture: (String) throws -> Picture?) throws -> Copy {
        guard let section = Slug(rawValue: section.slug), let zone = Zone(zone) else {
            throw SQLFault.story(number.rawValue, "a revision names no section or zone")
        }
        var copy = Copy(
            headline: headline,
            body: try storedBody(html, of: number),
            section: Section(slug: section, name: self.section.name),
            language: language,
            zone: zone
        )
        copy.lead = lead
        copy.genre = genre
        copy.place = place
        copy.bylines = bylines.compactMap { name in
            guard let slug = Slug(rawValue: name.slug), let role = name.role.flatMap(Byline.Role.init(rawValue:))
            else { return nil }
            return Byline(Person(slug: slug, name: name.name), as: role)
        }
        copy.tags = tags.compactMap { tag in Slug(rawValue: tag.slug).map { Tag(slug: $0, name: tag.name) } }
        copy.pictures = try pictures.map { use in
            PictureUse(
                uri: use.uri,
                picture: try use.digest.flatMap { try picture($0) },
                caption: use.caption,
                credit: use.credit,
                alternativeText: use.alternativeText
            )
        }
        copy.urgency = urgency
        copy.copyrightHolder = copyrightHolder
        copy.copyrightNotice = copyrightNotice
        copy.usageTerms = usageTerms
        copy.editorialNote = editorialNote
        return copy
    }
}
