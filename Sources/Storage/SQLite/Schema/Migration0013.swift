extension Migrations {
    /// What readers were told of a story's mistakes, for good: a correction is neither changed nor deleted.
    ///
    /// `story.corrected` is the weightiest kind of a story's corrections, so that a list shows it without another look, and a
    /// story without any is read as before.
    ///
    /// `journal.finer_act` is what a line's act is called by programs that know the name; `act` stays one that those of the
    /// schema before know, so that they follow the journal on.
    static let migration0013 = """
        INSERT INTO act (name) VALUES ('corrected');
        ALTER TABLE journal ADD COLUMN finer_act TEXT REFERENCES act (name);
        CREATE TABLE correction_kind (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO correction_kind (name) VALUES ('correction'), ('clarification');
        CREATE TABLE correction_place (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO correction_place (name) VALUES ('above'), ('below');
        ALTER TABLE story ADD COLUMN corrected TEXT REFERENCES correction_kind (name);
        CREATE TABLE correction (
            story INTEGER NOT NULL REFERENCES story (number),
            number INTEGER NOT NULL CHECK (number > 0),
            site INTEGER NOT NULL REFERENCES site (number),
            kind TEXT NOT NULL REFERENCES correction_kind (name),
            place TEXT NOT NULL REFERENCES correction_place (name),
            words TEXT NOT NULL CHECK (words <> ''),
            paragraph TEXT CHECK (paragraph <> ''),
            hides_former INTEGER NOT NULL CHECK (hides_former IN (0, 1)),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            PRIMARY KEY (story, number)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX correction_at ON correction (site, at);
        CREATE INDEX story_corrected ON story (section) WHERE corrected IS NOT NULL;
        CREATE TRIGGER correction_is_not_changed BEFORE UPDATE ON correction
            BEGIN SELECT RAISE(ABORT, 'a correction is followed by another, never changed'); END;
        CREATE TRIGGER correction_is_not_deleted BEFORE DELETE ON correction
            BEGIN SELECT RAISE(ABORT, 'a correction is followed by another, never deleted'); END;
        """
}
