extension Migrations {
    /// Every table of a newspaper.
    ///
    /// What the schema can guard, it guards: states, ranges, references, the journal.
    ///
    /// A story's `position` says that readers see it, and where; its `due` that they will, and when; it has never both.
    /// The text of a story stands in a table of its own, so that lists and sitemaps read small rows. Where it is long,
    /// its beginning stands once more before it, in plain words, for whoever needs no more. Lists of a tag and
    /// of a person repeat the position of their stories, so that each is one stretch of one index.
    ///
    /// Each version of a story has a line in `revision` from the moment in which it is saved. What it said stands in the
    /// story's own tables while it is the present one, and in `revision_text` from the save on that takes its place.
    ///
    /// A name has one spelling, that of the stories which readers see; how a hidden story spells it stands with that
    /// story.
    static let migration0001 = site + names + stories + parts + journal + reads + search
}

private let site = """
    CREATE TABLE site (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL CHECK (name <> ''),
        language TEXT NOT NULL CHECK (language <> ''),
        zone TEXT NOT NULL CHECK (zone <> ''),
        url TEXT
    ) STRICT;

    """

private let names = """
    CREATE TABLE section (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        place INTEGER UNIQUE CHECK (place > 0)
    ) STRICT;
    CREATE TABLE section_name (
        key TEXT PRIMARY KEY CHECK (key <> ''),
        section INTEGER NOT NULL REFERENCES section (id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE masthead (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        edition INTEGER NOT NULL
    ) STRICT;
    INSERT INTO masthead (id, edition) VALUES (1, 0);
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> '')
    ) STRICT;
    CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> '')
    ) STRICT;
    CREATE TABLE picture (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        width INTEGER NOT NULL CHECK (width > 0),
        height INTEGER NOT NULL CHECK (height > 0),
        widths TEXT NOT NULL CHECK (widths <> ''),
        media_type TEXT NOT NULL CHECK (media_type <> '')
    ) STRICT, WITHOUT ROWID;

    """

private let stories = """
    CREATE TABLE story (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        uri TEXT NOT NULL UNIQUE CHECK (uri <> ''),
        version INTEGER NOT NULL CHECK (version > 0),
        state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
        decided_by TEXT NOT NULL CHECK (decided_by IN ('desk', 'wire')),
        first_public INTEGER,
        text_was_public INTEGER NOT NULL CHECK (text_was_public IN (0, 1)),
        position INTEGER UNIQUE,
        due INTEGER,
        section INTEGER NOT NULL REFERENCES section (id),
        section_spelling TEXT,
        first_published INTEGER NOT NULL,
        public_since INTEGER NOT NULL CHECK (public_since >= first_published),
        updated INTEGER NOT NULL,
        wire_version INTEGER,
        wire_edition TEXT,
        wire_fingerprint INTEGER,
        content_created INTEGER,
        embargoed_until INTEGER,
        withdrawn_at INTEGER,
        withdrawal_reason TEXT,
        urgency INTEGER CHECK (urgency BETWEEN 1 AND 9),
        language TEXT NOT NULL CHECK (language <> ''),
        zone TEXT NOT NULL CHECK (zone <> ''),
        headline TEXT NOT NULL CHECK (headline <> ''),
        genre TEXT NOT NULL,
        place TEXT NOT NULL,
        lead TEXT NOT NULL,
        copyright_holder TEXT NOT NULL,
        copyright_notice TEXT NOT NULL,
        usage_terms TEXT NOT NULL,
        editorial_note TEXT NOT NULL,
        CHECK (position IS NULL OR (state = 'published' AND text_was_public)),
        CHECK (NOT text_was_public OR first_public IS NOT NULL),
        CHECK ((due IS NOT NULL) = (state = 'published' AND position IS NULL)),
        CHECK (due IS NULL OR due = public_since),
        CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
        CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
    ) STRICT;
    CREATE INDEX story_section ON story (section, position);
    CREATE INDEX story_due ON story (due) WHERE due IS NOT NULL;
    CREATE TABLE story_body (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        opening TEXT,
        html TEXT NOT NULL
    ) STRICT;
    CREATE TABLE revision (
        story INTEGER NOT NULL REFERENCES story (number),
        version INTEGER NOT NULL CHECK (version > 0),
        saved_at INTEGER NOT NULL,
        actor TEXT NOT NULL CHECK (actor <> ''),
        reason TEXT NOT NULL,
        PRIMARY KEY (story, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE revision_text (
        story INTEGER NOT NULL,
        version INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (story, version),
        FOREIGN KEY (story, version) REFERENCES revision (story, version)
    ) STRICT;
    CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision
        BEGIN SELECT RAISE(ABORT, 'revisions are kept as they are'); END;
    CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
        BEGIN SELECT RAISE(ABORT, 'revisions are kept for ever'); END;
    CREATE TRIGGER revision_text_is_not_changed BEFORE UPDATE ON revision_text
        BEGIN SELECT RAISE(ABORT, 'revisions are kept as they are'); END;
    CREATE TRIGGER revision_text_is_not_deleted BEFORE DELETE ON revision_text
        BEGIN SELECT RAISE(ABORT, 'revisions are kept for ever'); END;
    CREATE TRIGGER story_is_not_deleted BEFORE DELETE ON story
        BEGIN SELECT RAISE(ABORT, 'a story is withdrawn, never deleted'); END;
    CREATE TABLE former_path (
        path TEXT PRIMARY KEY CHECK (path LIKE '/%'),
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX former_path_story ON former_path (story, ordinal);
    CREATE TABLE former_query (
        path TEXT NOT NULL,
        names TEXT NOT NULL,
        PRIMARY KEY (path, names)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE wire_stop (
        uri TEXT NOT NULL CHECK (uri <> ''),
        fingerprint INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('withheld', 'canceled')),
        until INTEGER NOT NULL,
        edition TEXT NOT NULL,
        made INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (uri, fingerprint)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sitemap_shard (
        shard INTEGER PRIMARY KEY CHECK (shard >= 0),
        modified INTEGER NOT NULL
    ) STRICT;

    """

private let parts = """
    CREATE TABLE story_byline (
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL,
        person INTEGER NOT NULL REFERENCES person (id),
        spelling TEXT,
        role TEXT NOT NULL CHECK (role IN ('author', 'editor', 'photographer', 'contributor')),
        position INTEGER,
        PRIMARY KEY (story, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_byline_list ON story_byline (person, position) WHERE position IS NOT NULL;
    CREATE TABLE story_tag (
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL,
        tag INTEGER NOT NULL REFERENCES tag (id),
        spelling TEXT,
        position INTEGER,
        PRIMARY KEY (story, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_tag_list ON story_tag (tag, position) WHERE position IS NOT NULL;
    CREATE TABLE story_picture (
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL,
        uri TEXT NOT NULL,
        digest TEXT REFERENCES picture (digest),
        caption TEXT NOT NULL,
        credit TEXT NOT NULL,
        alternative_text TEXT NOT NULL,
        PRIMARY KEY (story, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_picture_digest ON story_picture (digest, story) WHERE digest IS NOT NULL;

    """

private let journal = """
    CREATE TABLE journal (
        sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
        at INTEGER NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('filed', 'published', 'updated', 'withdrawn', 'held')),
        story INTEGER NOT NULL REFERENCES story (number),
        actor TEXT NOT NULL CHECK (actor <> ''),
        reason TEXT NOT NULL,
        topics TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_story ON journal (story, sequence);
    CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
    CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
    CREATE TRIGGER journal_is_not_replaced BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

    """

private let reads = """
    CREATE TABLE read_minute (
        minute INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story (number),
        reads INTEGER NOT NULL CHECK (reads > 0),
        weight INTEGER NOT NULL CHECK (weight >= 0),
        PRIMARY KEY (minute, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE read_hour (
        hour INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story (number),
        reads INTEGER NOT NULL CHECK (reads > 0),
        weight INTEGER NOT NULL CHECK (weight >= 0),
        PRIMARY KEY (hour, story)
    ) STRICT, WITHOUT ROWID;

    """

/// Larger buffers than FTS5's own, so that a batch of imported stories is one segment.
private let search = """
    CREATE VIRTUAL TABLE story_search USING fts5 (headline, text, content = '', tokenize = 'ascii');
    INSERT INTO story_search (story_search, rank) VALUES ('hashsize', 16777216);
    """
