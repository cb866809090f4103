internal import News

extension WriteTransaction {
    /// A published text with stored names, and nothing named twice; a hidden text keeps its own spelling.
    func named(_ copy: Copy, isShown: Bool) throws -> Copy {
        var copy = copy
        let section = try keep(copy.section.name, copy.section.slug, in: .section, isShown: isShown)
        copy.section = Section(slug: section.slug, name: isShown ? section.name : copy.section.name)
        var slugs: Set<Slug> = []
        copy.tags = try copy.tags.compactMap { tag in
            let kept = try keep(tag.name, tag.slug, in: .tag, isShown: isShown)
            guard slugs.insert(kept.slug).inserted else { return nil }
            return Tag(slug: kept.slug, name: isShown ? kept.name : tag.name)
        }
        var people: Set<Byline> = []
        copy.bylines = try copy.bylines.compactMap { byline in
            let kept = try keep(byline.person.name, byline.person.slug, in: .person, isShown: isShown)
            guard people.insert(Byline(Person(slug: kept.slug, name: ""), as: byline.role)).inserted else { return nil }
            return Byline(Person(slug: kept.slug, name: isShown ? kept.name : byline.person.name), as: byline.role)
        }
        return copy
    }

    /// The row of a published text's section, and the spelling of a hidden story.
    func section(of story: StoredStory) throws -> (id: Int64, spelling: String?)? {
        guard let section = story.published?.section else { return nil }
        return try row(of: section.name, section.slug, in: .section, story)
    }

    private func row(
        of name: String,
        _ slug: Slug,
        in table: NameTable,
        _ story: StoredStory
    ) throws -> (id: Int64, spelling: String?) {
        let isShown = story.life.position != nil
        return (try keep(name, slug, in: table, isShown: isShown).id, isShown ? nil : name)
    }

    /// Adds the bylines, tags and pictures of a published text to a story that has none stored yet.
    func addParts(of story: StoredStory) throws {
        guard let copy = story.published else { return }
        try addTags(of: story, copy)
        try addBylines(of: story, copy)
        try addPictures(of: story.number, copy)
    }

    func deleteParts(of number: StoryNumber) throws {
        try sql.execute("DELETE FROM story_tag WHERE story = $1", [SQLValue(number)])
        try sql.execute("DELETE FROM story_byline WHERE story = $1", [SQLValue(number)])
        try sql.execute("DELETE FROM story_picture WHERE story = $1", [SQLValue(number)])
    }

    /// Stores the paths that no other story has, numbered from an ordinal, and returns them.
    func addFormerPaths(of story: StoredStory, from ordinal: Int64) throws -> [String] {
        var kept: [String] = []
        for path in story.life.formerPaths.compactMap(FormerPath.init) {
            let changed = try sql.execute(
                """
                INSERT INTO former_path (site, path, story, ordinal) VALUES ($1, $2, $3, $4)
                ON CONFLICT (site, path) DO NOTHING
                """,
                [
                    SQLValue(siteNumber), .text(path.description), SQLValue(story.number),
                    .integer(ordinal + Int64(kept.count)),
                ]
            )
            guard changed > 0 else { continue }
            kept.append(path.description)
            if let names = path.fieldNames {
                try sql.execute(
                    """
                    INSERT INTO former_query (site, path, names) VALUES ($1, $2, $3)
                    ON CONFLICT (site, path, names) DO NOTHING
                    """,
                    [SQLValue(siteNumber), .text(path.path), .text(names)]
                )
            }
        }
        return kept
    }

    private func addTags(of story: StoredStory, _ copy: Copy) throws {
        for (ordinal, tag) in copy.tags.enumerated() {
            let (id, spelling) = try row(of: tag.name, tag.slug, in: .tag, story)
            try sql.add(
                [
                    SQLValue(story.number), .integer(Int64(ordinal)), .integer(id), SQLValue(spelling),
                    SQLValue(story.life.position),
                ],
                to: .tag
            )
        }
    }

    /// Only a person's first byline carries the position, so that nobody's list shows a story twice.
    private func addBylines(of story: StoredStory, _ copy: Copy) throws {
        var listed: Set<Slug> = []
        for (ordinal, byline) in copy.bylines.enumerated() {
            let isFirst = listed.insert(byline.person.slug).inserted
            let (id, spelling) = try row(of: byline.person.name, byline.person.slug, in: .person, story)
            try sql.add(
                [
                    SQLValue(story.number), .integer(Int64(ordinal)), .integer(id), SQLValue(spelling),
                    .text(byline.role.rawValue), isFirst ? SQLValue(story.life.position) : .null,
                ],
                to: .byline
            )
        }
    }

    private func addPictures(of number: StoryNumber, _ copy: Copy) throws {
        for (ordinal, use) in copy.pictures.enumerated() {
            if let picture = use.picture { try keep(picture) }
            try sql.add(
                [
                    SQLValue(number), .integer(Int64(ordinal)), .text(use.uri), SQLValue(use.picture?.digest),
                    .text(use.caption), .text(use.credit), .text(use.alternativeText),
                    .text(use.placement.rawValue), SQLValue(use.madeWithAI?.storedNumber),
                    .integer(ordinal == copy.heroIndex ? 1 : 0),
                ],
                to: .picture
            )
        }
    }
}
