extension Migrations {
    /// Notes on texts, and whom they are said to.
    ///
    /// A row without a parent is a note, one with it an answer to that. `quote` is what was marked, null for a note on the
    /// whole text. `first` and `last` are positions in the shared text of that epoch, null while the words are gone; of a
    /// resolved note they are those that it had last. `stamp` counts what happens to the notes of a story: that of a note
    /// says when anything of it changed but its positions.
    ///
    /// `client` and `sequence` are those of the page that sent it, so that what is sent again is kept once.
    static let migration0007 = """
        CREATE TABLE note (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            story INTEGER NOT NULL REFERENCES story (number),
            parent INTEGER REFERENCES note (number),
            stamp INTEGER NOT NULL CHECK (stamp > 0),
            member INTEGER NOT NULL REFERENCES member (number),
            at INTEGER NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            quote TEXT,
            epoch INTEGER,
            first INTEGER,
            last INTEGER CHECK (last > first),
            resolved_by INTEGER REFERENCES member (number),
            resolved_at INTEGER,
            client TEXT CHECK (length(client) BETWEEN 16 AND 32),
            sequence INTEGER CHECK (sequence >= 0),
            UNIQUE (story, client, sequence),
            CHECK ((epoch IS NULL) = (first IS NULL) AND (epoch IS NULL) = (last IS NULL)),
            CHECK (epoch IS NULL OR quote IS NOT NULL),
            CHECK ((resolved_by IS NULL) = (resolved_at IS NULL)),
            CHECK (parent IS NULL OR (quote IS NULL AND resolved_by IS NULL)),
            CHECK ((client IS NULL) = (sequence IS NULL))
        ) STRICT;
        CREATE INDEX note_story ON note (story, stamp);
        CREATE INDEX note_open ON note (story) WHERE parent IS NULL AND resolved_at IS NULL;
        CREATE TRIGGER note_is_not_deleted BEFORE DELETE ON note
            BEGIN SELECT RAISE(ABORT, 'notes are resolved, never deleted'); END;
        CREATE TABLE note_mention (
            note INTEGER NOT NULL REFERENCES note (number),
            member INTEGER NOT NULL REFERENCES member (number),
            PRIMARY KEY (note, member)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO notification_kind (name) VALUES ('mentioned');
        ALTER TABLE notification ADD COLUMN note INTEGER REFERENCES note (number);

        """
}
