extension Migrations {
    /// Mail to members, what else they sign in with, and what the security log can say of both.
    ///
    /// A letter holds no link: one is made at each attempt to send it, and `mailed_link` has the digest. So a letter that
    /// arrives twice, as after a crash between the server's answer and ours, brings two links that both work.
    ///
    /// Of a passkey the store has the public half. `passkey_challenge` has what a new one is to sign, and what was signed at a
    /// sign-in, so that neither is taken twice.
    ///
    /// `recovery_request` has what was typed on the page of the sign-in until it is found out whether anybody has that
    /// address, which takes a moment.
    static let migration0005 = """
        INSERT INTO security_act (name) VALUES ('link_asked_for'), ('passkey_added'), ('passkey_removed');
        CREATE INDEX security_log_act ON security_log (act, sequence);
        CREATE INDEX security_log_member_act ON security_log (member, act, sequence);
        CREATE TABLE letter_kind (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO letter_kind (name) VALUES ('invitation'), ('recovery'), ('link_shown'), ('password_changed'),
            ('email_changed'), ('factor_added'), ('factor_removed'), ('recovery_code_used'), ('passkey_added'),
            ('passkey_removed');
        CREATE TABLE letter_state (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO letter_state (name) VALUES ('waiting'), ('sent'), ('given_up'), ('overtaken');
        CREATE TABLE letter (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            identifier TEXT NOT NULL UNIQUE CHECK (length(identifier) = 32),
            site INTEGER NOT NULL REFERENCES site (number),
            kind TEXT NOT NULL REFERENCES letter_kind (name),
            member INTEGER NOT NULL REFERENCES member (number),
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            written INTEGER NOT NULL,
            actor TEXT CHECK (actor <> ''),
            address TEXT NOT NULL,
            device TEXT NOT NULL,
            detail TEXT NOT NULL,
            link_until INTEGER,
            state TEXT NOT NULL REFERENCES letter_state (name),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            next_attempt INTEGER,
            fault TEXT NOT NULL,
            ended INTEGER,
            CHECK ((state = 'waiting') = (next_attempt IS NOT NULL)),
            CHECK ((state = 'waiting') = (ended IS NULL))
        ) STRICT;
        CREATE INDEX letter_member ON letter (member, number);
        CREATE INDEX letter_due ON letter (next_attempt) WHERE state = 'waiting';
        CREATE INDEX letter_end ON letter (ended) WHERE ended IS NOT NULL;
        CREATE TABLE mailed_link (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            member INTEGER NOT NULL REFERENCES member (number),
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mailed_link_member ON mailed_link (member);
        CREATE INDEX mailed_link_end ON mailed_link (expires);
        CREATE TABLE passkey (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            member INTEGER NOT NULL REFERENCES member (number),
            credential TEXT NOT NULL UNIQUE CHECK (credential <> ''),
            public_key TEXT NOT NULL CHECK (public_key <> ''),
            host TEXT NOT NULL CHECK (host <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            counter INTEGER NOT NULL CHECK (counter >= 0),
            added INTEGER NOT NULL,
            last_used INTEGER
        ) STRICT;
        CREATE INDEX passkey_member ON passkey (member, number);
        CREATE TABLE passkey_challenge (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            subject TEXT NOT NULL CHECK (subject <> ''),
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX passkey_challenge_end ON passkey_challenge (expires);
        CREATE TABLE recovery_request (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            email TEXT NOT NULL CHECK (email <> ''),
            site INTEGER NOT NULL REFERENCES site (number),
            at INTEGER NOT NULL,
            address TEXT NOT NULL,
            device TEXT NOT NULL
        ) STRICT;
        """
}
