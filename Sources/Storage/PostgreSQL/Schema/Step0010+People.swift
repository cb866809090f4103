extension PostgreSQLSchema {
    /// Members, how they sign in, the security log, and letters.
    static let people = members + signingIn + securityLog + letters
}

private let members = """
    CREATE TABLE member (
        number bigint PRIMARY KEY CHECK (number > 0),
        key text COLLATE "C" NOT NULL UNIQUE CHECK (key <> ''),
        name text COLLATE "C" NOT NULL CHECK (name <> ''),
        email text COLLATE "C" NOT NULL CHECK (email <> ''),
        email_key text COLLATE "C" NOT NULL UNIQUE CHECK (email_key <> ''),
        role text COLLATE "C" NOT NULL REFERENCES role (name),
        is_active bigint NOT NULL CHECK (is_active IN (0, 1)),
        password text COLLATE "C" CHECK (password LIKE '$scrypt$%')
    );
    CREATE TRIGGER member_is_not_deleted BEFORE DELETE ON member
        FOR EACH ROW EXECUTE FUNCTION refuse_change('a member is deactivated, never deleted');
    CREATE TRIGGER member_key_is_not_changed BEFORE UPDATE OF number, key ON member
        FOR EACH ROW EXECUTE FUNCTION refuse_change('what a member did names them for ever');
    CREATE TABLE member_section (
        member bigint NOT NULL REFERENCES member (number),
        section text COLLATE "C" NOT NULL CHECK (section <> ''),
        PRIMARY KEY (member, section)
    );

    """

private let signingIn = """
    CREATE TABLE session (
        number bigint PRIMARY KEY CHECK (number > 0),
        digest text COLLATE "C" NOT NULL UNIQUE CHECK (length(digest) = 64),
        member bigint NOT NULL REFERENCES member (number),
        begun bigint NOT NULL,
        last_used bigint NOT NULL,
        address text COLLATE "C" NOT NULL,
        device text COLLATE "C" NOT NULL
    );
    CREATE INDEX session_member ON session (member, last_used);
    CREATE TABLE one_time_link (
        member bigint PRIMARY KEY REFERENCES member (number),
        digest text COLLATE "C" NOT NULL UNIQUE CHECK (length(digest) = 64),
        expires bigint NOT NULL
    );
    CREATE TABLE mailed_link (
        digest text COLLATE "C" PRIMARY KEY CHECK (length(digest) = 64),
        member bigint NOT NULL REFERENCES member (number),
        expires bigint NOT NULL
    );
    CREATE INDEX mailed_link_member ON mailed_link (member);
    CREATE INDEX mailed_link_end ON mailed_link (expires);
    CREATE TABLE second_factor (
        member bigint PRIMARY KEY REFERENCES member (number),
        secret text COLLATE "C" NOT NULL CHECK (length(secret) = 32),
        since bigint,
        last_step bigint NOT NULL
    );
    CREATE TABLE recovery_code (
        member bigint NOT NULL REFERENCES second_factor (member),
        digest text COLLATE "C" NOT NULL CHECK (length(digest) = 64),
        PRIMARY KEY (member, digest)
    );
    CREATE TABLE sign_in_challenge (
        digest text COLLATE "C" PRIMARY KEY CHECK (length(digest) = 64),
        member bigint NOT NULL REFERENCES second_factor (member),
        expires bigint NOT NULL
    );
    CREATE INDEX sign_in_challenge_member ON sign_in_challenge (member);
    CREATE INDEX sign_in_challenge_end ON sign_in_challenge (expires);
    CREATE TABLE passkey (
        number bigint PRIMARY KEY CHECK (number > 0),
        member bigint NOT NULL REFERENCES member (number),
        credential text COLLATE "C" NOT NULL UNIQUE CHECK (credential <> ''),
        public_key text COLLATE "C" NOT NULL CHECK (public_key <> ''),
        host text COLLATE "C" NOT NULL CHECK (host <> ''),
        name text COLLATE "C" NOT NULL CHECK (name <> ''),
        counter bigint NOT NULL CHECK (counter >= 0),
        added bigint NOT NULL,
        last_used bigint
    );
    CREATE INDEX passkey_member ON passkey (member, number);
    CREATE TABLE passkey_challenge (
        digest text COLLATE "C" PRIMARY KEY CHECK (length(digest) = 64),
        subject text COLLATE "C" NOT NULL CHECK (subject <> ''),
        expires bigint NOT NULL
    );
    CREATE INDEX passkey_challenge_end ON passkey_challenge (expires);
    CREATE TABLE known_network (
        member bigint NOT NULL REFERENCES member (number),
        network text COLLATE "C" NOT NULL CHECK (network <> ''),
        last_used bigint NOT NULL,
        PRIMARY KEY (member, network)
    );
    CREATE TABLE failure_tally (
        subject text COLLATE "C" PRIMARY KEY CHECK (length(subject) = 64),
        empty_at bigint NOT NULL
    );
    CREATE INDEX failure_tally_end ON failure_tally (empty_at);

    """

private let securityLog = """
    CREATE TABLE security_log (
        sequence bigint PRIMARY KEY CHECK (sequence > 0),
        at bigint NOT NULL,
        act text COLLATE "C" NOT NULL REFERENCES security_act (name),
        member bigint REFERENCES member (number),
        actor text COLLATE "C" CHECK (actor <> ''),
        address text COLLATE "C" NOT NULL,
        detail text COLLATE "C" NOT NULL
    );
    CREATE INDEX security_log_member ON security_log (member, sequence);
    CREATE INDEX security_log_act ON security_log (act, sequence);
    CREATE INDEX security_log_member_act ON security_log (member, act, sequence);
    CREATE TRIGGER security_log_is_not_changed BEFORE UPDATE ON security_log
        FOR EACH ROW EXECUTE FUNCTION refuse_change('the security log is only added to');
    CREATE TRIGGER security_log_is_not_deleted BEFORE DELETE ON security_log
        FOR EACH ROW EXECUTE FUNCTION refuse_change('the security log is only added to');

    """

private let letters = """
    CREATE TABLE letter (
        number bigint PRIMARY KEY CHECK (number > 0),
        identifier text COLLATE "C" NOT NULL UNIQUE CHECK (length(identifier) = 32),
        site bigint NOT NULL REFERENCES site (number),
        kind text COLLATE "C" NOT NULL REFERENCES letter_kind (name),
        member bigint NOT NULL REFERENCES member (number),
        recipient text COLLATE "C" NOT NULL CHECK (recipient <> ''),
        written bigint NOT NULL,
        actor text COLLATE "C" CHECK (actor <> ''),
        address text COLLATE "C" NOT NULL,
        device text COLLATE "C" NOT NULL,
        detail text COLLATE "C" NOT NULL,
        link_until bigint,
        state text COLLATE "C" NOT NULL REFERENCES letter_state (name),
        attempts bigint NOT NULL CHECK (attempts >= 0),
        next_attempt bigint,
        fault text COLLATE "C" NOT NULL,
        ended bigint,
        CHECK ((state = 'waiting') = (next_attempt IS NOT NULL)),
        CHECK ((state = 'waiting') = (ended IS NULL))
    );
    CREATE INDEX letter_member ON letter (member, number);
    CREATE INDEX letter_due ON letter (next_attempt, number) WHERE state = 'waiting';
    CREATE INDEX letter_end ON letter (ended) WHERE ended IS NOT NULL;
    CREATE TABLE recovery_request (
        number bigint PRIMARY KEY CHECK (number > 0),
        email text COLLATE "C" NOT NULL CHECK (email <> ''),
        site bigint NOT NULL REFERENCES site (number),
        at bigint NOT NULL,
        address text COLLATE "C" NOT NULL,
        device text COLLATE "C" NOT NULL
    );

    """
