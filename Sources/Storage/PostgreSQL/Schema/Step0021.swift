extension PostgreSQLSchema {
    /// What `Migrations.migration0021` makes.
    static let step0021 = """
        CREATE TABLE former_place (
            site bigint NOT NULL REFERENCES site (number),
            list text COLLATE "C" NOT NULL CHECK (list <> ''),
            position bigint NOT NULL,
            story bigint NOT NULL REFERENCES story (number),
            until bigint NOT NULL,
            PRIMARY KEY (site, list, position, story, until)
        );
        CREATE INDEX former_place_story ON former_place (story);
        CREATE TRIGGER former_place_is_not_changed BEFORE UPDATE ON former_place
            FOR EACH ROW EXECUTE FUNCTION refuse_change('where a story stood is only added to');
        CREATE TRIGGER former_place_is_not_deleted BEFORE DELETE ON former_place
            FOR EACH ROW EXECUTE FUNCTION refuse_change('where a story stood is only added to');
        CREATE TABLE former_places_kept (at bigint PRIMARY KEY);
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
