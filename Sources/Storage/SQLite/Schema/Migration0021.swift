extension Migrations {
    /// The places in lists that stories have left, so that a list can be told as it was at a past instant.
    ///
    /// `list` is a topic as the journal writes it. Of what had left before, the front's and the sections' places are filled
    /// in, as far as the stories themselves say where they stood; `former_places_kept` says until when that was all.
    static let migration0021 = """
        CREATE TABLE former_place (
            site INTEGER NOT NULL REFERENCES site (number),
            list TEXT NOT NULL CHECK (list <> ''),
            position INTEGER NOT NULL,
            story INTEGER NOT NULL REFERENCES story (number),
            until INTEGER NOT NULL,
            PRIMARY KEY (site, list, position, story, until)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX former_place_story ON former_place (story);
        CREATE TRIGGER former_place_is_not_changed BEFORE UPDATE ON former_place
            BEGIN SELECT RAISE(ABORT, 'where a story stood is only added to'); END;
        CREATE TRIGGER former_place_is_not_deleted BEFORE DELETE ON former_place
            BEGIN SELECT RAISE(ABORT, 'where a story stood is only added to'); END;
        CREATE TABLE former_places_kept (at INTEGER PRIMARY KEY) STRICT;
        INSERT INTO former_places_kept (at) SELECT at FROM journal ORDER BY sequence DESC LIMIT 1;
        INSERT INTO former_place (site, list, position, story, until)
            SELECT story.site, place.list, story.public_since * 16384, story.number, place.until FROM story JOIN (
                SELECT number, 'site' AS list, (SELECT at FROM journal WHERE journal.story = number
                    AND act IN ('withdrawn', 'held') ORDER BY sequence DESC LIMIT 1) AS until
                    FROM story WHERE position IS NULL AND first_public IS NOT NULL
                UNION ALL
                SELECT number, 'section:' || section.slug, (SELECT at FROM journal WHERE journal.story = number
                    AND act IN ('withdrawn', 'held') ORDER BY sequence DESC LIMIT 1)
                    FROM story JOIN section ON section.id = story.section
                    WHERE story.position IS NULL AND story.first_public IS NOT NULL
            ) AS place ON place.number = story.number
            WHERE place.until IS NOT NULL;
        """
}
