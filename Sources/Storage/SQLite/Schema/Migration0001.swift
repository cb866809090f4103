extension Migrations {
    /// Every table of a house of newspapers.
    ///
    /// This text is frozen: later migrations were written for the stores that it made, perhaps years ago. What the
    /// schema can enforce, it does: states, ranges, references, the journal.
    ///
    /// `story` holds a story's life and its published text, which readers see, will see or saw last; without one, those
    /// columns are null. If `position` is set, readers see the story, at that place in the lists; if `due` is set, they
    /// will, at that time. What the desk is writing is in `working_copy` and nowhere else, as long as it differs, so
    /// that no list, page or search for readers can show it.
    ///
    /// A house may publish several newspapers. Rows that belong to a newspaper name its site, so that names, addresses
    /// and lists of two newspapers stay apart; story numbers, positions and the journal's sequence belong to the house.
    ///
    /// The text is in a table of its own, so that lists and sitemaps read small rows. If it is long, its beginning is
    /// stored again in the column before it, in plain words, for whoever needs no more. Lists of a tag and of a person
    /// repeat the position of their stories, so that each list is one range of one index.
    ///
    /// Each version of a story has a row in `revision` from the moment in which it is saved. While it is the present
    /// version, its text is in the story's own tables; the save that replaces it writes the text to `revision_text`.
    /// What the desk wrote is written there at once.
    ///
    /// A name has one spelling, that of the stories which readers see; how a hidden story spells it is stored with that
    /// story.
    static let migration0001 = closedSets + site + names + stories + history + parts + journal + reads + search
}

/// The values that are allowed in columns with few values, one row for each, since there will be more.
private let closedSets = """
    CREATE TABLE public_state (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO public_state (name) VALUES ('never'), ('scheduled'), ('live'), ('held'), ('withdrawn');
    CREATE TABLE stage (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO stage (name) VALUES ('draft'), ('submitted'), ('in_edit'), ('approved');
    CREATE TABLE decider (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO decider (name) VALUES ('desk'), ('wire');
    CREATE TABLE wire_status (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO wire_status (name) VALUES ('usable'), ('withheld'), ('canceled');
    CREATE TABLE byline_role (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO byline_role (name) VALUES ('author'), ('editor'), ('photographer'), ('contributor');
    CREATE TABLE act (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO act (name) VALUES ('filed'), ('published'), ('updated'), ('withdrawn'), ('held'), ('scheduled'),
        ('unscheduled'), ('saved'), ('submitted'), ('sent_back'), ('approved');

    """

private let site = """
    CREATE TABLE site (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        name TEXT NOT NULL CHECK (name <> ''),
        language TEXT NOT NULL CHECK (language <> ''),
        zone TEXT NOT NULL CHECK (zone <> ''),
        theme_folder TEXT CHECK (theme_folder <> '')
    ) STRICT;
    CREATE TABLE site_host (
        host TEXT PRIMARY KEY CHECK (host <> ''),
        site INTEGER NOT NULL REFERENCES site (number),
        ordinal INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    """

private let names = """
    CREATE TABLE section (
        id INTEGER PRIMARY KEY,
        site INTEGER NOT NULL REFERENCES site (number),
        key TEXT NOT NULL CHECK (key <> ''),
        slug TEXT NOT NULL CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        place INTEGER CHECK (place > 0),
        UNIQUE (site, id),
        UNIQUE (site, key),
        UNIQUE (site, slug),
        UNIQUE (site, place)
    ) STRICT;
    CREATE TABLE section_name (
        site INTEGER NOT NULL,
        key TEXT NOT NULL CHECK (key <> ''),
        section INTEGER NOT NULL,
        PRIMARY KEY (site, key),
        FOREIGN KEY (site, section) REFERENCES section (site, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE masthead (
        site INTEGER PRIMARY KEY REFERENCES site (number),
        edition INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        site INTEGER NOT NULL REFERENCES site (number),
        key TEXT NOT NULL CHECK (key <> ''),
        slug TEXT NOT NULL CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        UNIQUE (site, key),
        UNIQUE (site, slug)
    ) STRICT;
    CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        site INTEGER NOT NULL REFERENCES site (number),
        key TEXT NOT NULL CHECK (key <> ''),
        slug TEXT NOT NULL CHECK (slug <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        UNIQUE (site, key),
        UNIQUE (site, slug)
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
        site INTEGER NOT NULL REFERENCES site (number),
        uri TEXT NOT NULL CHECK (uri <> ''),
        version INTEGER NOT NULL CHECK (version > 0),
        public_state TEXT NOT NULL REFERENCES public_state (name),
        decided_by TEXT NOT NULL REFERENCES decider (name),
        published_version INTEGER NOT NULL CHECK (published_version BETWEEN 0 AND version),
        working_saves INTEGER NOT NULL CHECK (working_saves >= 0),
        first_public INTEGER,
        text_was_public INTEGER NOT NULL CHECK (text_was_public IN (0, 1)),
        position INTEGER UNIQUE,
        due INTEGER,
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
        section INTEGER,
        section_spelling TEXT,
        headline TEXT CHECK (headline <> ''),
        lead TEXT,
        genre TEXT,
        place TEXT,
        language TEXT CHECK (language <> ''),
        zone TEXT CHECK (zone <> ''),
        urgency INTEGER CHECK (urgency BETWEEN 1 AND 9),
        copyright_holder TEXT,
        copyright_notice TEXT,
        usage_terms TEXT,
        editorial_note TEXT,
        UNIQUE (site, uri),
        UNIQUE (site, position),
        FOREIGN KEY (site, section) REFERENCES section (site, id),
        CHECK ((public_state = 'live') = (position IS NOT NULL)),
        CHECK ((public_state = 'scheduled') = (due IS NOT NULL)),
        CHECK (due IS NULL OR due = public_since),
        CHECK ((public_state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
        CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
        CHECK ((published_version > 0) = (headline IS NOT NULL)),
        CHECK (published_version > 0 OR (position IS NULL AND due IS NULL AND NOT text_was_public)),
        CHECK (position IS NULL OR text_was_public),
        CHECK (NOT text_was_public OR first_public IS NOT NULL),
        CHECK (CASE WHEN headline IS NULL
            THEN coalesce(section, lead, genre, place, language, zone, urgency, copyright_holder, copyright_notice,
                usage_terms, editorial_note) IS NULL
            ELSE section IS NOT NULL AND lead IS NOT NULL AND genre IS NOT NULL AND place IS NOT NULL
                AND language IS NOT NULL AND zone IS NOT NULL AND copyright_holder IS NOT NULL
                AND copyright_notice IS NOT NULL AND usage_terms IS NOT NULL AND editorial_note IS NOT NULL END)
    ) STRICT;
    CREATE INDEX story_section ON story (section, position);
    CREATE INDEX story_due ON story (site, due) WHERE due IS NOT NULL;
    CREATE TABLE story_body (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        opening TEXT,
        html TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER story_is_not_deleted BEFORE DELETE ON story
        BEGIN SELECT RAISE(ABORT, 'a story is withdrawn, never deleted'); END;
    CREATE TABLE working_copy (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        stage TEXT NOT NULL REFERENCES stage (name),
        save INTEGER NOT NULL CHECK (save >= 0),
        made_from INTEGER NOT NULL CHECK (made_from >= 0),
        writer TEXT NOT NULL CHECK (writer <> ''),
        saved_at INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE former_path (
        site INTEGER NOT NULL REFERENCES site (number),
        path TEXT NOT NULL CHECK (path LIKE '/%'),
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL,
        PRIMARY KEY (site, path)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX former_path_story ON former_path (story, ordinal);
    CREATE TABLE former_query (
        site INTEGER NOT NULL REFERENCES site (number),
        path TEXT NOT NULL,
        names TEXT NOT NULL,
        PRIMARY KEY (site, path, names)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE wire_stop (
        site INTEGER NOT NULL REFERENCES site (number),
        uri TEXT NOT NULL CHECK (uri <> ''),
        fingerprint INTEGER NOT NULL,
        status TEXT NOT NULL REFERENCES wire_status (name) CHECK (status <> 'usable'),
        until INTEGER NOT NULL,
        edition TEXT NOT NULL,
        made INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (site, uri, fingerprint)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sitemap_shard (
        site INTEGER NOT NULL REFERENCES site (number),
        shard INTEGER NOT NULL CHECK (shard >= 0),
        modified INTEGER NOT NULL,
        PRIMARY KEY (site, shard)
    ) STRICT, WITHOUT ROWID;

    """

private let history = """
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

    """

private let parts = """
    CREATE TABLE story_byline (
        story INTEGER NOT NULL REFERENCES story (number),
        ordinal INTEGER NOT NULL,
        person INTEGER NOT NULL REFERENCES person (id),
        spelling TEXT,
        role TEXT NOT NULL REFERENCES byline_role (name),
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
        site INTEGER NOT NULL REFERENCES site (number),
        at INTEGER NOT NULL,
        act TEXT NOT NULL REFERENCES act (name),
        story INTEGER NOT NULL REFERENCES story (number),
        actor TEXT NOT NULL CHECK (actor <> ''),
        reason TEXT NOT NULL,
        topics TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX journal_site ON journal (site, sequence);
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
        site INTEGER NOT NULL REFERENCES site (number),
        minute INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story (number),
        reads INTEGER NOT NULL CHECK (reads > 0),
        weight INTEGER NOT NULL CHECK (weight >= 0),
        PRIMARY KEY (site, minute, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE read_hour (
        site INTEGER NOT NULL REFERENCES site (number),
        hour INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story (number),
        reads INTEGER NOT NULL CHECK (reads > 0),
        weight INTEGER NOT NULL CHECK (weight >= 0),
        PRIMARY KEY (site, hour, story)
    ) STRICT, WITHOUT ROWID;

    """

private let search = """
    CREATE VIRTUAL TABLE story_search USING fts5 (headline, text, content = '', tokenize = 'ascii');
    INSERT INTO story_search (story_search, rank) VALUES ('hashsize', 16777216);
    """
