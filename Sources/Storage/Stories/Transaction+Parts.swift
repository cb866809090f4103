internal import News

extension Transaction {
    /// The story with the names that its slugs already have, and nothing named twice.
    func named(_ story: Story) throws -> Story {
        var story = story
        story.copy.section = try keep(story.copy.section).section
        var tags: Set<Slug> = []
        story.copy.tags = try story.copy.tags.filter { tags.insert($0.slug).inserted }.map { try keep($0).tag }
        var bylines: Set<Byline> = []
        story.copy.bylines = try story.copy.bylines
            .map { Byline(try keep($0.person).person, as: $0.role) }
            .filter { bylines.insert($0).inserted }
        return story
    }

    /// Bylines, tags and pictures of a story that has none kept yet.
    func addParts(of story: Story) throws {
        try addTags(of: story)
        try addBylines(of: story)
        try addPictures(of: story)
    }

    func deleteParts(of number: StoryNumber) throws {
        try sql.execute("DELETE FROM story_tag WHERE story = $1", [SQLValue(number)])
        try sql.execute("DELETE FROM story_byline WHERE story = $1", [SQLValue(number)])
        try sql.execute("DELETE FROM story_picture WHERE story = $1", [SQLValue(number)])
    }

    /// Keeps the paths that no other story has, from an ordinal on, and gives those that are the story's.
    func addFormerPaths(of story: Story, from ordinal: Int64) throws -> [String] {
        var kept: [String] = []
        for path in story.formerPaths where path.hasPrefix("/") {
            let changed = try sql.execute(
                "INSERT INTO former_path (path, story, ordinal) VALUES ($1, $2, $3) ON CONFLICT (path) DO NOTHING",
                [.text(path), SQLValue(story.number), .integer(ordinal + Int64(kept.count))]
            )
            if changed > 0 { kept.append(path) }
        }
        return kept
    }

    private func addTags(of story: Story) throws {
        for (ordinal, tag) in story.copy.tags.enumerated() {
            try sql.execute(
                "INSERT INTO story_tag (story, ordinal, tag, position) VALUES ($1, $2, $3, $4)",
                [
                    SQLValue(story.number), .integer(Int64(ordinal)), .integer(try keep(tag).id),
                    SQLValue(story.position),
                ]
            )
        }
    }

    /// Only a person's first byline carries the position, so that nobody's list shows a story twice.
    private func addBylines(of story: Story) throws {
        var listed: Set<Slug> = []
        for (ordinal, byline) in story.copy.bylines.enumerated() {
            let isFirst = listed.insert(byline.person.slug).inserted
            try sql.execute(
                "INSERT INTO story_byline (story, ordinal, person, role, position) VALUES ($1, $2, $3, $4, $5)",
                [
                    SQLValue(story.number), .integer(Int64(ordinal)), .integer(try keep(byline.person).id),
                    .text(byline.role.rawValue), isFirst ? SQLValue(story.position) : .null,
                ]
            )
        }
    }

    private func addPictures(of story: Story) throws {
        for (ordinal, use) in story.copy.pictures.enumerated() {
            if let picture = use.picture { try keep(picture) }
            try sql.execute(
                """
                INSERT INTO story_picture (story, ordinal, uri, digest, caption, credit, alternative_text)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    SQLValue(story.number), .integer(Int64(ordinal)), .text(use.uri), SQLValue(use.picture?.digest),
                    .text(use.caption), .text(use.credit), .text(use.alternativeText),
                ]
            )
        }
    }
}
