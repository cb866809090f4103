extension Migrations {
    /// What readers found after each act of the desk, as each node asked itself: a row for each surface.
    ///
    /// A row belongs to a line of the journal and is kept as long as that. `is_before` says that the surface was asked before
    /// the story's time; without `fault` it was right. Surfaces are no closed set here: a newer program may ask more.
    static let migration0017 = """
        INSERT INTO notification_kind (name) VALUES ('receipt_red');
        CREATE TABLE receipt_fault (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO receipt_fault (name) VALUES ('no_answer'), ('status'), ('missing'), ('present'), ('late');
        CREATE TABLE receipt (
            sequence INTEGER NOT NULL REFERENCES journal (sequence),
            node TEXT NOT NULL CHECK (node <> ''),
            surface TEXT NOT NULL CHECK (surface <> ''),
            is_before INTEGER NOT NULL CHECK (is_before IN (0, 1)),
            site INTEGER NOT NULL REFERENCES site (number),
            story INTEGER NOT NULL REFERENCES story (number),
            at INTEGER NOT NULL,
            fault TEXT REFERENCES receipt_fault (name),
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            asked TEXT NOT NULL,
            status INTEGER NOT NULL,
            tag TEXT NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (sequence, node, surface, is_before)
        ) STRICT;
        CREATE INDEX receipt_story ON receipt (story, sequence);
        CREATE INDEX receipt_site ON receipt (site, sequence);
        CREATE INDEX receipt_red ON receipt (at) WHERE fault IS NOT NULL;
        CREATE TRIGGER receipt_is_not_changed BEFORE UPDATE ON receipt
            BEGIN SELECT RAISE(ABORT, 'what readers found is kept as it was'); END;
        """
}
