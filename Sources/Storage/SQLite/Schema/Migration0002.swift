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
    /// `failure_tally` says when all wrong passwords of a subject are forgotten; a subject is a digest, so that nothing
    /// that somebody typed by mistake is kept. `known_network` says from where a member has signed in.
    static let migration0002 = peopleSets + members + signingIn + securityLog
}

private let peopleSets = """
    CREATE TABLE role (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO role (name) VALUES ('reporter'), ('editor'), ('managing_editor'), ('administrator');
    CREATE TABLE security_act (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO security_act (name) VALUES ('member_added'), ('member_changed'), ('member_deactivated'),
        ('member_activated'), ('link_made'), ('password_set'), ('password_changed'), ('signed_in'), ('sign_in_failed'),
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
