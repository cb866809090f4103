extension Migrations {
    /// The register of what people outside hold against stories, and what the desk did with it.
    ///
    /// Who sent something, and what they wrote, is erased some time after the decision; `reply` then still leads from the
    /// story to its reply and back. `form` is the digest of what was sent, of which the server's secret makes the sender's;
    /// `digest` is that of the sender's, by which they see how it stands. `grievance_record` says who did what, when and
    /// why; without an actor it was the sender. A line of it may have a letter, whose words are made when it is sent.
    ///
    /// `notification.finer_kind` is what a notification's kind is called by programs that know the name, as
    /// `journal.finer_act` is.
    static let migration0015 = """
        INSERT INTO act (name) VALUES ('reply_granted');
        INSERT INTO notification_kind (name) VALUES ('reply_asked'), ('complaint_received');
        ALTER TABLE notification ADD COLUMN finer_kind TEXT REFERENCES notification_kind (name);
        ALTER TABLE site ADD COLUMN reply_hours INTEGER NOT NULL DEFAULT 48 CHECK (reply_hours BETWEEN 1 AND 720);
        ALTER TABLE site ADD COLUMN complaint_hours INTEGER NOT NULL DEFAULT 48
            CHECK (complaint_hours BETWEEN 1 AND 720);
        CREATE TABLE grievance_kind (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO grievance_kind (name) VALUES ('reply'), ('complaint');
        CREATE TABLE grievance_state (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO grievance_state (name) VALUES ('open'), ('in_hand'), ('granted'), ('refused'), ('answered');
        CREATE TABLE grievance_act (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO grievance_act (name) VALUES ('received'), ('taken'), ('let_go'), ('told'), ('granted'), ('refused'),
            ('answered'), ('erased');
        CREATE TABLE grievance_refusal (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO grievance_refusal (name) VALUES ('too_long'), ('unrelated'), ('unlawful'), ('third_party'), ('late');
        CREATE TABLE grievance (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            site INTEGER NOT NULL REFERENCES site (number),
            kind TEXT NOT NULL REFERENCES grievance_kind (name),
            story INTEGER NOT NULL REFERENCES story (number),
            state TEXT NOT NULL REFERENCES grievance_state (name),
            received INTEGER NOT NULL,
            due INTEGER NOT NULL CHECK (due > received),
            form TEXT NOT NULL CHECK (length(form) = 64),
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            phone TEXT NOT NULL,
            relation TEXT NOT NULL,
            quoted TEXT NOT NULL,
            words TEXT NOT NULL,
            holder INTEGER REFERENCES member (number),
            reply INTEGER REFERENCES story (number),
            correction INTEGER,
            ended INTEGER,
            erased INTEGER,
            FOREIGN KEY (story, correction) REFERENCES correction (story, number),
            CHECK ((ended IS NULL) = (state IN ('open', 'in_hand'))),
            CHECK ((reply IS NOT NULL) = (state = 'granted')),
            CHECK (correction IS NULL OR state = 'answered'),
            CHECK (erased IS NULL OR ended IS NOT NULL)
        ) STRICT;
        CREATE INDEX grievance_open ON grievance (site, due, number) WHERE ended IS NULL;
        CREATE INDEX grievance_ended ON grievance (site, ended, number) WHERE ended IS NOT NULL;
        CREATE INDEX grievance_unerased ON grievance (ended) WHERE erased IS NULL;
        CREATE INDEX grievance_story ON grievance (story, reply) WHERE reply IS NOT NULL;
        CREATE UNIQUE INDEX grievance_reply ON grievance (reply) WHERE reply IS NOT NULL;
        CREATE TRIGGER grievance_is_not_deleted BEFORE DELETE ON grievance
            BEGIN SELECT RAISE(ABORT, 'the register is kept; personal data is erased from it'); END;
        CREATE TRIGGER grievance_stays_decided BEFORE UPDATE ON grievance
            WHEN OLD.ended IS NOT NULL AND (NEW.state IS NOT OLD.state OR NEW.ended IS NOT OLD.ended OR
            NEW.reply IS NOT OLD.reply OR NEW.correction IS NOT OLD.correction)
            BEGIN SELECT RAISE(ABORT, 'what was decided stays so'); END;
        CREATE TRIGGER grievance_stays_as_sent BEFORE UPDATE ON grievance
            WHEN NEW.story <> OLD.story OR NEW.received <> OLD.received OR NEW.due <> OLD.due OR
            (NEW.words <> OLD.words AND NEW.erased IS NULL)
            BEGIN SELECT RAISE(ABORT, 'what was sent is kept as it is, or erased'); END;
        CREATE TABLE grievance_record (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            grievance INTEGER NOT NULL REFERENCES grievance (number),
            at INTEGER NOT NULL,
            act TEXT NOT NULL REFERENCES grievance_act (name),
            actor TEXT,
            refusal TEXT REFERENCES grievance_refusal (name),
            words TEXT NOT NULL,
            CHECK ((refusal IS NOT NULL) = (act = 'refused'))
        ) STRICT;
        CREATE INDEX grievance_record_of ON grievance_record (grievance, sequence);
        CREATE TRIGGER grievance_record_is_not_changed BEFORE UPDATE ON grievance_record
            BEGIN SELECT RAISE(ABORT, 'the record of the register is only added to'); END;
        CREATE TRIGGER grievance_record_is_not_deleted BEFORE DELETE ON grievance_record
            BEGIN SELECT RAISE(ABORT, 'the record of the register is only added to'); END;
        CREATE TABLE grievance_letter (
            record INTEGER PRIMARY KEY REFERENCES grievance_record (sequence),
            identifier TEXT NOT NULL UNIQUE CHECK (length(identifier) = 32),
            state TEXT NOT NULL REFERENCES letter_state (name),
            attempts INTEGER NOT NULL,
            next_attempt INTEGER NOT NULL,
            fault TEXT NOT NULL
        ) STRICT;
        CREATE INDEX grievance_letter_due ON grievance_letter (next_attempt, record) WHERE state = 'waiting';
        """
}
