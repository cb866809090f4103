extension Migrations {
    /// The people of the newsroom: who they are, how they sign in, and the security log.
    ///
    /// Of a password the store keeps a scrypt hash, of a token its SHA-256, so nobody can sign in with what the file
    /// contains.
    ///
    /// A member is never deleted, since records of what they did name them, by `key`, which does not change. A section
    /// is named by its slug, which never changes; a member belongs to the house, and so to the section with that slug
    /// in each newspaper.
    ///
    /// The secret of a second factor has to be readable, so it is stored as it is; a password comes first, so the file alone
    /// lets nobody in. `last_step` is that of the last code that was accepted.
    ///
    /// `failure_tally` says when all wrong passwords of a subject are forgotten; a subject is a digest, so that nothing
    /// that somebody typed by mistake is kept. `known_network` says from where a member has signed in.
    static let migration0002 = peopleSets + members + signingIn + securityLog + desk
}

private let peopleSets = """
    CREATE TABLE role (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO role (name) VALUES ('reporter'), ('editor'), ('managing_editor'), ('administrator');
    CREATE TABLE security_act (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO security_act (name) VALUES ('member_added'), ('member_changed'), ('member_deactivated'),
        ('member_activated'), ('link_made'), ('password_set'), ('password_changed'),
        ('factor_added'), ('factor_removed'), ('recovery_code_used'), ('signed_in'), ('sign_in_failed'),
        ('sign_ins_slowed'), ('signed_out'), ('session_ended'), ('all_sessions_ended'), ('right_refused');

    """

private let members = """
    CREATE TABLE member (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        email TEXT NOT NULL CHECK (email <> ''),
        email_key TEXT NOT NULL UNIQUE CHECK (email_key <> ''),
        role TEXT NOT NULL REFERENCES role (name),
        is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
        password TEXT CHECK (password LIKE '$scrypt$%')
    ) STRICT;
    CREATE TRIGGER member_is_not_deleted BEFORE DELETE ON member
        BEGIN SELECT RAISE(ABORT, 'a member is deactivated, never deleted'); END;
    CREATE TRIGGER member_key_is_not_changed BEFORE UPDATE OF number, key ON member
        BEGIN SELECT RAISE(ABORT, 'what a member did names them for ever'); END;
    CREATE TABLE member_section (
        member INTEGER NOT NULL REFERENCES member (number),
        section TEXT NOT NULL CHECK (section <> ''),
        PRIMARY KEY (member, section)
    ) STRICT, WITHOUT ROWID;

    """

private let signingIn = """
    CREATE TABLE session (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        member INTEGER NOT NULL REFERENCES member (number),
        begun INTEGER NOT NULL,
        last_used INTEGER NOT NULL,
        address TEXT NOT NULL,
        device TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_member ON session (member, last_used);
    CREATE TABLE one_time_link (
        member INTEGER PRIMARY KEY REFERENCES member (number),
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        expires INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE second_factor (
        member INTEGER PRIMARY KEY REFERENCES member (number),
        secret TEXT NOT NULL CHECK (length(secret) = 32),
        since INTEGER,
        last_step INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE recovery_code (
        member INTEGER NOT NULL REFERENCES second_factor (member),
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        PRIMARY KEY (member, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sign_in_challenge (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        member INTEGER NOT NULL REFERENCES second_factor (member),
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_in_challenge_member ON sign_in_challenge (member);
    CREATE INDEX sign_in_challenge_end ON sign_in_challenge (expires);
    CREATE TABLE known_network (
        member INTEGER NOT NULL REFERENCES member (number),
        network TEXT NOT NULL CHECK (network <> ''),
        last_used INTEGER NOT NULL,
        PRIMARY KEY (member, network)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE failure_tally (
        subject TEXT PRIMARY KEY CHECK (length(subject) = 64),
        empty_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX failure_tally_end ON failure_tally (empty_at);

    """

private let securityLog = """
    CREATE TABLE security_log (
        sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
        at INTEGER NOT NULL,
        act TEXT NOT NULL REFERENCES security_act (name),
        member INTEGER REFERENCES member (number),
        actor TEXT CHECK (actor <> ''),
        address TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX security_log_member ON security_log (member, sequence);
    CREATE TRIGGER security_log_is_not_changed BEFORE UPDATE ON security_log
        BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END;
    CREATE TRIGGER security_log_is_not_deleted BEFORE DELETE ON security_log
        BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END;
    CREATE TRIGGER security_log_is_not_replaced BEFORE INSERT ON security_log
        WHEN EXISTS (SELECT 1 FROM security_log WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END;

    """

/// The newsroom's list: a row for each story, with what the desk has of it, and a row for each member who wrote in it.
///
/// A story without a working copy has no headline here; it is the published one.
private let desk = """
    CREATE TABLE desk_story (
        story INTEGER PRIMARY KEY REFERENCES story (number),
        site INTEGER NOT NULL REFERENCES site (number),
        changed INTEGER NOT NULL,
        public_state TEXT NOT NULL REFERENCES public_state (name),
        stage TEXT REFERENCES stage (name),
        section TEXT NOT NULL CHECK (section <> ''),
        headline TEXT CHECK (headline <> ''),
        writer TEXT NOT NULL CHECK (writer <> ''),
        CHECK ((stage IS NULL) = (headline IS NULL))
    ) STRICT;
    INSERT INTO desk_story (story, site, changed, public_state, stage, section, headline, writer)
        SELECT story.number, story.site, coalesce(working_copy.saved_at, story.updated), story.public_state,
            working_copy.stage, coalesce(json_extract(working_copy.text, '$.section.slug'), section.slug),
            json_extract(working_copy.text, '$.fields.headline'), revision.actor
        FROM story LEFT JOIN working_copy ON working_copy.story = story.number
        LEFT JOIN section ON section.id = story.section
        LEFT JOIN revision ON revision.story = story.number AND revision.version = story.version;
    CREATE INDEX desk_story_changed ON desk_story (site, changed);
    CREATE INDEX desk_story_section ON desk_story (site, section, changed);
    CREATE INDEX desk_story_stage ON desk_story (site, stage, changed) WHERE stage IS NOT NULL;
    CREATE INDEX desk_story_section_stage ON desk_story (site, section, stage, changed) WHERE stage IS NOT NULL;
    CREATE INDEX desk_story_state ON desk_story (site, public_state, changed) WHERE public_state <> 'live';
    CREATE TABLE desk_writer (
        story INTEGER NOT NULL REFERENCES story (number),
        site INTEGER NOT NULL REFERENCES site (number),
        writer TEXT NOT NULL CHECK (writer <> ''),
        changed INTEGER NOT NULL,
        PRIMARY KEY (story, writer)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO desk_writer (story, site, writer, changed)
        SELECT DISTINCT revision.story, desk_story.site, revision.actor, desk_story.changed FROM revision
        JOIN desk_story ON desk_story.story = revision.story WHERE revision.actor LIKE 'member:%';
    CREATE INDEX desk_writer_list ON desk_writer (site, writer, changed, story);
    """
