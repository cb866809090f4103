extension Migrations {
    /// Writing together: texts that several people write at once, what they sent, and words that had no place left.
    ///
    /// `shared_text` has a row for a story in whose working copy somebody has written so since its body was last made
    /// another, and for one whose body outlived a save. The row is valid while `save` is the story's `working_saves`.
    /// The working copy holds the text at `stored_version`, and `document` is that version as it was typed; at version
    /// 0 it is made from the body. `pending` counts the bytes of the batches after it, which are in `shared_batch`.
    ///
    /// `house_secret` holds secrets of the server, of which keys are made that go to browsers.
    static let migration0003 = sharedText + rescuedText + houseSecret
}

private let sharedText = """
    CREATE TABLE shared_text (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        site INTEGER NOT NULL REFERENCES site (number),
        epoch INTEGER NOT NULL CHECK (epoch >= 0),
        version INTEGER NOT NULL CHECK (version >= 0),
        save INTEGER NOT NULL CHECK (save >= epoch),
        stored_version INTEGER NOT NULL CHECK (stored_version BETWEEN 0 AND version),
        document TEXT,
        pending INTEGER NOT NULL CHECK (pending >= 0),
        last_batch INTEGER,
        CHECK ((document IS NULL) = (stored_version = 0)),
        CHECK ((last_batch IS NULL) = (version = 0))
    ) STRICT;
    CREATE INDEX shared_text_ahead ON shared_text (site, last_batch) WHERE version > stored_version;
    CREATE TABLE shared_batch (
        story INTEGER NOT NULL REFERENCES story (number),
        epoch INTEGER NOT NULL CHECK (epoch >= 0),
        version INTEGER NOT NULL CHECK (version > 0),
        client TEXT NOT NULL CHECK (length(client) BETWEEN 16 AND 32),
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        member INTEGER NOT NULL REFERENCES member (number),
        at INTEGER NOT NULL,
        steps TEXT NOT NULL,
        PRIMARY KEY (story, epoch, version),
        UNIQUE (story, epoch, client, sequence)
    ) STRICT;
    CREATE INDEX shared_batch_age ON shared_batch (at);

    """

private let rescuedText = """
    CREATE TABLE rescued_text (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        story INTEGER NOT NULL REFERENCES story (number),
        member INTEGER NOT NULL REFERENCES member (number),
        at INTEGER NOT NULL,
        words_before TEXT NOT NULL,
        words TEXT NOT NULL CHECK (words <> ''),
        words_after TEXT NOT NULL,
        client TEXT NOT NULL CHECK (length(client) BETWEEN 16 AND 32),
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        dismissed_by INTEGER REFERENCES member (number),
        dismissed_at INTEGER,
        UNIQUE (story, client, sequence),
        CHECK ((dismissed_by IS NULL) = (dismissed_at IS NULL))
    ) STRICT;
    CREATE INDEX rescued_text_open ON rescued_text (story, id) WHERE dismissed_at IS NULL;
    CREATE TRIGGER rescued_text_is_not_deleted BEFORE DELETE ON rescued_text
        BEGIN SELECT RAISE(ABORT, 'rescued words are dismissed, never deleted'); END;

    """

private let houseSecret = """
    CREATE TABLE house_secret (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        secret TEXT NOT NULL CHECK (length(secret) = 64)
    ) STRICT, WITHOUT ROWID;
    """
