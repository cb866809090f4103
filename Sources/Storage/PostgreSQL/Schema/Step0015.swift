extension PostgreSQLSchema {
    /// What `Migrations.migration0015` makes.
    static let step0015 = """
        INSERT INTO act (name) VALUES ('reply_granted');
        INSERT INTO notification_kind (name) VALUES ('reply_asked'), ('complaint_received');
        ALTER TABLE notification ADD COLUMN finer_kind text COLLATE "C" REFERENCES notification_kind (name);
        ALTER TABLE site ADD COLUMN reply_hours bigint NOT NULL DEFAULT 48 CHECK (reply_hours BETWEEN 1 AND 720);
        ALTER TABLE site ADD COLUMN complaint_hours bigint NOT NULL DEFAULT 48
            CHECK (complaint_hours BETWEEN 1 AND 720);
        CREATE TABLE grievance_kind (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO grievance_kind (name) VALUES ('reply'), ('complaint');
        CREATE TABLE grievance_state (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO grievance_state (name) VALUES ('open'), ('in_hand'), ('granted'), ('refused'), ('answered');
        CREATE TABLE grievance_act (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO grievance_act (name) VALUES ('received'), ('taken'), ('let_go'), ('told'), ('granted'), ('refused'),
            ('answered'), ('erased');
        CREATE TABLE grievance_refusal (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO grievance_refusal (name) VALUES ('too_long'), ('unrelated'), ('unlawful'), ('third_party'), ('late');
        CREATE TABLE grievance (
            number bigint PRIMARY KEY CHECK (number > 0),
            site bigint NOT NULL REFERENCES site (number),
            kind text COLLATE "C" NOT NULL REFERENCES grievance_kind (name),
            story bigint NOT NULL REFERENCES story (number),
            state text COLLATE "C" NOT NULL REFERENCES grievance_state (name),
            received bigint NOT NULL,
            due bigint NOT NULL CHECK (due > received),
            form text COLLATE "C" NOT NULL CHECK (length(form) = 64),
            digest text COLLATE "C" NOT NULL UNIQUE CHECK (length(digest) = 64),
            name text COLLATE "C" NOT NULL,
            email text COLLATE "C" NOT NULL,
            phone text COLLATE "C" NOT NULL,
            relation text COLLATE "C" NOT NULL,
            quoted text COLLATE "C" NOT NULL,
            words text COLLATE "C" NOT NULL,
            holder bigint REFERENCES member (number),
            reply bigint REFERENCES story (number),
            correction bigint,
            ended bigint,
            erased bigint,
            FOREIGN KEY (story, correction) REFERENCES correction (story, number),
            CHECK ((ended IS NULL) = (state IN ('open', 'in_hand'))),
            CHECK ((reply IS NOT NULL) = (state = 'granted')),
            CHECK (correction IS NULL OR state = 'answered'),
            CHECK (erased IS NULL OR ended IS NOT NULL)
        );
        CREATE INDEX grievance_open ON grievance (site, due, number) WHERE ended IS NULL;
        CREATE INDEX grievance_ended ON grievance (site, ended, number) WHERE ended IS NOT NULL;
        CREATE INDEX grievance_unerased ON grievance (ended) WHERE erased IS NULL;
        CREATE INDEX grievance_story ON grievance (story, reply) WHERE reply IS NOT NULL;
        CREATE UNIQUE INDEX grievance_reply ON grievance (reply) WHERE reply IS NOT NULL;
        CREATE TRIGGER grievance_is_not_deleted BEFORE DELETE ON grievance
            FOR EACH ROW EXECUTE FUNCTION refuse_change('the register is kept; personal data is erased from it');
        CREATE TRIGGER grievance_stays_decided BEFORE UPDATE ON grievance
            FOR EACH ROW WHEN (OLD.ended IS NOT NULL AND (NEW.state IS DISTINCT FROM OLD.state OR NEW.ended IS DISTINCT FROM OLD.ended OR
            NEW.reply IS DISTINCT FROM OLD.reply OR NEW.correction IS DISTINCT FROM OLD.correction))
            EXECUTE FUNCTION refuse_change('what was decided stays so');
        CREATE TRIGGER grievance_stays_as_sent BEFORE UPDATE ON grievance
            FOR EACH ROW WHEN (NEW.story <> OLD.story OR NEW.received <> OLD.received OR NEW.due <> OLD.due OR
            (NEW.words <> OLD.words AND NEW.erased IS NULL))
            EXECUTE FUNCTION refuse_change('what was sent is kept as it is, or erased');
        CREATE TABLE grievance_record (
            sequence bigint PRIMARY KEY CHECK (sequence > 0),
            grievance bigint NOT NULL REFERENCES grievance (number),
            at bigint NOT NULL,
            act text COLLATE "C" NOT NULL REFERENCES grievance_act (name),
            actor text COLLATE "C",
            refusal text COLLATE "C" REFERENCES grievance_refusal (name),
            words text COLLATE "C" NOT NULL,
            CHECK ((refusal IS NOT NULL) = (act = 'refused'))
        );
        CREATE INDEX grievance_record_of ON grievance_record (grievance, sequence);
        CREATE TRIGGER grievance_record_is_not_changed BEFORE UPDATE ON grievance_record
            FOR EACH ROW EXECUTE FUNCTION refuse_change('the record of the register is only added to');
        CREATE TRIGGER grievance_record_is_not_deleted BEFORE DELETE ON grievance_record
            FOR EACH ROW EXECUTE FUNCTION refuse_change('the record of the register is only added to');
        CREATE TABLE grievance_letter (
            record bigint PRIMARY KEY REFERENCES grievance_record (sequence),
            identifier text COLLATE "C" NOT NULL UNIQUE CHECK (length(identifier) = 32),
            state text COLLATE "C" NOT NULL REFERENCES letter_state (name),
            attempts bigint NOT NULL,
            next_attempt bigint NOT NULL,
            fault text COLLATE "C" NOT NULL
        );
        CREATE INDEX grievance_letter_due ON grievance_letter (next_attempt, record) WHERE state = 'waiting';
        """
}
