extension PostgreSQLSchema {
    /// The newsroom's list, writing together, notes, and guests.
    static let newsroom = desk + writing + notes + guests
}

private let desk = """
    CREATE TABLE desk_story (
        story bigint PRIMARY KEY REFERENCES story (number),
        site bigint NOT NULL REFERENCES site (number),
        changed bigint NOT NULL,
        public_state text COLLATE "C" NOT NULL REFERENCES public_state (name),
        stage text COLLATE "C" REFERENCES stage (name),
        section text COLLATE "C" NOT NULL CHECK (section <> ''),
        headline text COLLATE "C" CHECK (headline <> ''),
        writer text COLLATE "C" NOT NULL CHECK (writer <> ''),
        pulse bigint NOT NULL DEFAULT 0 CHECK (pulse >= 0),
        CHECK ((stage IS NULL) = (headline IS NULL))
    );
    CREATE INDEX desk_story_pulse ON desk_story (site, pulse) WHERE pulse > 0;
    CREATE INDEX desk_story_state ON desk_story (site, public_state, changed, story);
    CREATE INDEX desk_story_section ON desk_story (site, section, public_state, changed, story);
    CREATE INDEX desk_story_stage ON desk_story (site, stage, public_state, changed, story) WHERE stage IS NOT NULL;
    CREATE INDEX desk_story_section_stage ON desk_story (site, section, stage, public_state, changed, story) WHERE
        stage IS NOT NULL;
    CREATE TABLE desk_writer (
        story bigint NOT NULL REFERENCES story (number),
        site bigint NOT NULL REFERENCES site (number),
        writer text COLLATE "C" NOT NULL CHECK (writer <> ''),
        changed bigint NOT NULL,
        public_state text COLLATE "C" REFERENCES public_state (name),
        stage text COLLATE "C" REFERENCES stage (name),
        section text COLLATE "C",
        wrote_since bigint NOT NULL DEFAULT 0 CHECK (wrote_since IN (0, 1)),
        PRIMARY KEY (story, writer)
    );
    CREATE INDEX desk_writer_list ON desk_writer (site, writer, changed, story, public_state, stage, section);
    CREATE TABLE story_task (
        story bigint PRIMARY KEY REFERENCES story (number),
        site bigint NOT NULL REFERENCES site (number),
        changed bigint NOT NULL,
        priority text COLLATE "C" NOT NULL REFERENCES task_priority (name),
        due bigint,
        words bigint CHECK (words > 0),
        flags text COLLATE "C" NOT NULL,
        holder bigint REFERENCES member (number),
        public_state text COLLATE "C" REFERENCES public_state (name),
        stage text COLLATE "C" REFERENCES stage (name),
        section text COLLATE "C"
    );
    CREATE INDEX story_task_holder ON story_task (site, holder, changed, story, public_state, stage, section, due)
        WHERE holder IS NOT NULL;
    CREATE INDEX story_task_due ON story_task (site, changed, story, due, public_state, stage, section) WHERE due IS
        NOT NULL AND stage IS NOT NULL;
    CREATE INDEX story_task_deadline ON story_task (site, due) WHERE due IS NOT NULL AND stage IS NOT NULL;
    CREATE TABLE story_flag (
        story bigint NOT NULL REFERENCES story_task (story),
        site bigint NOT NULL REFERENCES site (number),
        changed bigint NOT NULL,
        flag text COLLATE "C" NOT NULL REFERENCES task_flag (name),
        public_state text COLLATE "C" REFERENCES public_state (name),
        stage text COLLATE "C" REFERENCES stage (name),
        section text COLLATE "C",
        PRIMARY KEY (story, flag)
    );
    CREATE INDEX story_flag_list ON story_flag (site, flag, changed, story, public_state, stage, section);
    CREATE TABLE saved_view (
        member bigint NOT NULL REFERENCES member (number),
        site bigint NOT NULL REFERENCES site (number),
        key text COLLATE "C" NOT NULL CHECK (key <> ''),
        name text COLLATE "C" NOT NULL CHECK (name <> ''),
        query text COLLATE "C" NOT NULL,
        PRIMARY KEY (member, site, key)
    );

    """

private let writing = """
    CREATE TABLE shared_text (
        story bigint PRIMARY KEY REFERENCES story (number),
        site bigint NOT NULL REFERENCES site (number),
        epoch bigint NOT NULL CHECK (epoch >= 0),
        version bigint NOT NULL CHECK (version >= 0),
        save bigint NOT NULL CHECK (save >= epoch),
        stored_version bigint NOT NULL CHECK (stored_version BETWEEN 0 AND version),
        document text COLLATE "C",
        pending bigint NOT NULL CHECK (pending >= 0),
        last_batch bigint,
        CHECK ((document IS NULL) = (stored_version = 0)),
        CHECK ((last_batch IS NULL) = (version = 0))
    );
    CREATE INDEX shared_text_ahead ON shared_text (site, last_batch) WHERE version > stored_version;
    CREATE TABLE shared_batch (
        story bigint NOT NULL REFERENCES story (number),
        epoch bigint NOT NULL CHECK (epoch >= 0),
        version bigint NOT NULL CHECK (version > 0),
        client text COLLATE "C" NOT NULL CHECK (length(client) BETWEEN 16 AND 32),
        sequence bigint NOT NULL CHECK (sequence >= 0),
        member bigint NOT NULL REFERENCES member (number),
        at bigint NOT NULL,
        steps text COLLATE "C" NOT NULL,
        PRIMARY KEY (story, epoch, version),
        UNIQUE (story, epoch, client, sequence)
    );
    CREATE INDEX shared_batch_age ON shared_batch (at);
    CREATE TABLE rescued_text (
        id bigint PRIMARY KEY CHECK (id > 0),
        story bigint NOT NULL REFERENCES story (number),
        member bigint NOT NULL REFERENCES member (number),
        at bigint NOT NULL,
        words_before text COLLATE "C" NOT NULL,
        words text COLLATE "C" NOT NULL CHECK (words <> ''),
        words_after text COLLATE "C" NOT NULL,
        client text COLLATE "C" NOT NULL CHECK (length(client) BETWEEN 16 AND 32),
        sequence bigint NOT NULL CHECK (sequence >= 0),
        dismissed_by bigint REFERENCES member (number),
        dismissed_at bigint,
        UNIQUE (story, client, sequence),
        CHECK ((dismissed_by IS NULL) = (dismissed_at IS NULL))
    );
    CREATE INDEX rescued_text_open ON rescued_text (story, id) WHERE dismissed_at IS NULL;
    CREATE TRIGGER rescued_text_is_not_deleted BEFORE DELETE ON rescued_text
        FOR EACH ROW EXECUTE FUNCTION refuse_change('rescued words are dismissed, never deleted');
    CREATE TABLE house_secret (
        name text COLLATE "C" PRIMARY KEY CHECK (name <> ''),
        secret text COLLATE "C" NOT NULL CHECK (length(secret) = 64)
    );

    """

private let notes = """
    CREATE TABLE note (
        number bigint PRIMARY KEY CHECK (number > 0),
        story bigint NOT NULL REFERENCES story (number),
        parent bigint REFERENCES note (number),
        stamp bigint NOT NULL CHECK (stamp > 0),
        member bigint NOT NULL REFERENCES member (number),
        at bigint NOT NULL,
        text text COLLATE "C" NOT NULL CHECK (text <> ''),
        quote text COLLATE "C",
        epoch bigint,
        first bigint,
        last bigint CHECK (last > first),
        resolved_by bigint REFERENCES member (number),
        resolved_at bigint,
        client text COLLATE "C" CHECK (length(client) BETWEEN 16 AND 32),
        sequence bigint CHECK (sequence >= 0),
        UNIQUE (story, client, sequence),
        CHECK ((epoch IS NULL) = (first IS NULL) AND (epoch IS NULL) = (last IS NULL)),
        CHECK (epoch IS NULL OR quote IS NOT NULL),
        CHECK ((resolved_by IS NULL) = (resolved_at IS NULL)),
        CHECK (parent IS NULL OR (quote IS NULL AND resolved_by IS NULL)),
        CHECK ((client IS NULL) = (sequence IS NULL))
    );
    CREATE INDEX note_story ON note (story, stamp);
    CREATE INDEX note_open ON note (story) WHERE parent IS NULL AND resolved_at IS NULL;
    CREATE TRIGGER note_is_not_deleted BEFORE DELETE ON note
        FOR EACH ROW EXECUTE FUNCTION refuse_change('notes are resolved, never deleted');
    CREATE TABLE note_mention (
        note bigint NOT NULL REFERENCES note (number),
        member bigint NOT NULL REFERENCES member (number),
        PRIMARY KEY (note, member)
    );
    CREATE TABLE notification (
        number bigint PRIMARY KEY CHECK (number > 0),
        site bigint NOT NULL REFERENCES site (number),
        member bigint NOT NULL REFERENCES member (number),
        at bigint NOT NULL,
        kind text COLLATE "C" NOT NULL REFERENCES notification_kind (name),
        story bigint NOT NULL REFERENCES story (number),
        actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
        words text COLLATE "C" NOT NULL,
        read_at bigint,
        note bigint REFERENCES note (number)
    );
    CREATE INDEX notification_member ON notification (member, site, number);
    CREATE INDEX notification_unread ON notification (member, site) WHERE read_at IS NULL;
    CREATE INDEX notification_story ON notification (story, kind, at);

    """

private let guests = """
    CREATE TABLE guest_link (
        number bigint PRIMARY KEY CHECK (number > 0),
        site bigint NOT NULL REFERENCES site (number),
        story bigint NOT NULL REFERENCES story (number),
        digest text COLLATE "C" NOT NULL UNIQUE CHECK (length(digest) = 64),
        name text COLLATE "C" NOT NULL CHECK (name <> ''),
        purpose text COLLATE "C" NOT NULL REFERENCES guest_purpose (name),
        version bigint NOT NULL CHECK (version > 0),
        giver text COLLATE "C" NOT NULL CHECK (giver <> ''),
        given bigint NOT NULL,
        expires bigint NOT NULL CHECK (expires > given),
        revoked bigint,
        text text COLLATE "C" NOT NULL,
        is_approval bigint CHECK (is_approval IN (0, 1)),
        words text COLLATE "C",
        answered bigint,
        answers bigint NOT NULL DEFAULT 0 CHECK (answers >= 0),
        CHECK ((answered IS NULL) = (is_approval IS NULL)),
        CHECK ((answered IS NULL) = (words IS NULL))
    );
    CREATE INDEX guest_link_story ON guest_link (site, story, number);

    """
