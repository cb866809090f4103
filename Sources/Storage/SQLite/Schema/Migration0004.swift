extension Migrations {
    /// What the desk has to do about its stories, beside writing them, and by what it finds them.
    ///
    /// `story_task` has a row for each story of which something was said, or that somebody claimed; `story_flag` one for
    /// each of its flags, which the former has again as one text. Both repeat when the story last changed, as the newsroom's list shows it, so that a cut of the
    /// list is one range of one index.
    ///
    /// `guest_link` has the text that is shown with it; of the link's secret, the SHA-256.
    ///
    /// `desk_search` holds the words of working copies, and of what else readers do not see; those of stories that a store
    /// has already are added when it is brought up to date.
    static let migration0004 = tasks + search + views + notifications + guests
}

private let tasks = """
    INSERT INTO act (name) VALUES ('planned'), ('claimed'), ('handed_over'), ('let_go'),
        ('guest_invited'), ('guest_revoked'), ('guest_approved'), ('guest_objected');
    CREATE TABLE task_priority (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO task_priority (name) VALUES ('high'), ('normal'), ('low');
    CREATE TABLE task_flag (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO task_flag (name) VALUES ('needs_picture'), ('rights'), ('legal'), ('sensitive');
    CREATE TABLE story_task (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        site INTEGER NOT NULL REFERENCES site (number),
        changed INTEGER NOT NULL,
        priority TEXT NOT NULL REFERENCES task_priority (name),
        due INTEGER,
        words INTEGER CHECK (words > 0),
        flags TEXT NOT NULL,
        holder INTEGER REFERENCES member (number)
    ) STRICT;
    CREATE INDEX story_task_holder ON story_task (site, holder, changed) WHERE holder IS NOT NULL;
    CREATE INDEX story_task_due ON story_task (site, changed) WHERE due IS NOT NULL;
    CREATE TABLE story_flag (
        story INTEGER NOT NULL REFERENCES story_task (story),
        site INTEGER NOT NULL REFERENCES site (number),
        changed INTEGER NOT NULL,
        flag TEXT NOT NULL REFERENCES task_flag (name),
        PRIMARY KEY (story, flag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_flag_list ON story_flag (site, flag, changed, story);

    """

private let search = """
    CREATE VIRTUAL TABLE desk_search USING fts5 (headline, text, tokenize = 'ascii');

    """

private let views = """
    CREATE TABLE saved_view (
        member INTEGER NOT NULL REFERENCES member (number),
        site INTEGER NOT NULL REFERENCES site (number),
        key TEXT NOT NULL CHECK (key <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        query TEXT NOT NULL,
        PRIMARY KEY (member, site, key)
    ) STRICT, WITHOUT ROWID;

    """

private let notifications = """
    CREATE TABLE notification_kind (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO notification_kind (name) VALUES ('sent_back'), ('approved'), ('published'), ('handed_over'),
        ('schedule_late'), ('schedule_failed'), ('guest_approved'), ('guest_objected');
    CREATE TABLE notification (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        site INTEGER NOT NULL REFERENCES site (number),
        member INTEGER NOT NULL REFERENCES member (number),
        at INTEGER NOT NULL,
        kind TEXT NOT NULL REFERENCES notification_kind (name),
        story INTEGER NOT NULL REFERENCES story (number),
        actor TEXT NOT NULL CHECK (actor <> ''),
        words TEXT NOT NULL,
        read_at INTEGER
    ) STRICT;
    CREATE INDEX notification_member ON notification (member, site, number);
    CREATE INDEX notification_unread ON notification (member, site) WHERE read_at IS NULL;
    CREATE INDEX notification_story ON notification (story, kind, at);

    """

private let guests = """
    CREATE TABLE guest_purpose (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO guest_purpose (name) VALUES ('lawyer'), ('source'), ('expert'), ('other');
    CREATE TABLE guest_link (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        site INTEGER NOT NULL REFERENCES site (number),
        story INTEGER NOT NULL REFERENCES story (number),
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        name TEXT NOT NULL CHECK (name <> ''),
        purpose TEXT NOT NULL REFERENCES guest_purpose (name),
        version INTEGER NOT NULL CHECK (version > 0),
        giver TEXT NOT NULL CHECK (giver <> ''),
        given INTEGER NOT NULL,
        expires INTEGER NOT NULL CHECK (expires > given),
        revoked INTEGER,
        text TEXT NOT NULL,
        is_approval INTEGER CHECK (is_approval IN (0, 1)),
        words TEXT,
        answered INTEGER,
        answers INTEGER NOT NULL DEFAULT 0 CHECK (answers >= 0),
        CHECK ((answered IS NULL) = (is_approval IS NULL)),
        CHECK ((answered IS NULL) = (words IS NULL))
    ) STRICT;
    CREATE INDEX guest_link_story ON guest_link (site, story, number);

    """
