extension PostgreSQLSchema {
    /// What `Migrations.migration0013` makes.
    static let step0013 = """
        INSERT INTO act (name) VALUES ('corrected');
        ALTER TABLE journal ADD COLUMN finer_act text COLLATE "C" REFERENCES act (name);
        CREATE TABLE correction_kind (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO correction_kind (name) VALUES ('correction'), ('clarification');
        CREATE TABLE correction_place (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO correction_place (name) VALUES ('above'), ('below');
        ALTER TABLE story ADD COLUMN corrected text COLLATE "C" REFERENCES correction_kind (name);
        CREATE TABLE correction (
            story bigint NOT NULL REFERENCES story (number),
            number bigint NOT NULL CHECK (number > 0),
            site bigint NOT NULL REFERENCES site (number),
            kind text COLLATE "C" NOT NULL REFERENCES correction_kind (name),
            place text COLLATE "C" NOT NULL REFERENCES correction_place (name),
            words text COLLATE "C" NOT NULL CHECK (words <> ''),
            paragraph text COLLATE "C" CHECK (paragraph <> ''),
            hides_former bigint NOT NULL CHECK (hides_former IN (0, 1)),
            at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
            PRIMARY KEY (story, number)
        );
        CREATE UNIQUE INDEX correction_at ON correction (site, at);
        CREATE INDEX story_corrected ON story (section) WHERE corrected IS NOT NULL;
        CREATE TRIGGER correction_is_not_changed BEFORE UPDATE ON correction
            FOR EACH ROW EXECUTE FUNCTION refuse_change('a correction is followed by another, never changed');
        CREATE TRIGGER correction_is_not_deleted BEFORE DELETE ON correction
            FOR EACH ROW EXECUTE FUNCTION refuse_change('a correction is followed by another, never deleted');
        """
}
