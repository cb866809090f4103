extension PostgreSQLSchema {
    /// What `Migrations.migration0016` makes.
    static let step0016 = """
        INSERT INTO notification_kind (name) VALUES ('source_corrected'), ('source_withdrew');
        CREATE TABLE withdrawal_ground (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO withdrawal_ground (name) VALUES ('groups'), ('decency'), ('child'), ('trauma'), ('press_council'),
            ('mistake'), ('source'), ('court');
        ALTER TABLE story ADD COLUMN withdrawal_ground text COLLATE "C" REFERENCES withdrawal_ground (name);
        ALTER TABLE journal ADD COLUMN ground text COLLATE "C" REFERENCES withdrawal_ground (name);
        INSERT INTO act (name) VALUES ('reported_unverified'), ('verified');
        CREATE TABLE report_state (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO report_state (name) VALUES ('open'), ('verified');
        ALTER TABLE story ADD COLUMN reported text COLLATE "C" REFERENCES report_state (name);
        CREATE TABLE unverified_report (
            story bigint NOT NULL REFERENCES story (number),
            number bigint NOT NULL CHECK (number > 0),
            site bigint NOT NULL REFERENCES site (number),
            words text COLLATE "C" NOT NULL CHECK (words <> ''),
            version bigint NOT NULL CHECK (version > 0),
            at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
            verified_at bigint,
            verified_by text COLLATE "C" CHECK (verified_by <> ''),
            verification bigint CHECK (verification <> story),
            PRIMARY KEY (story, number),
            CHECK ((verified_at IS NULL) = (verified_by IS NULL)),
            CHECK (verification IS NULL OR verified_at IS NOT NULL)
        );
        CREATE INDEX unverified_report_open ON unverified_report (site, at, story) WHERE verified_at IS NULL;
        CREATE INDEX unverified_report_verification ON unverified_report (verification, story, number)
            WHERE verification IS NOT NULL;
        CREATE TRIGGER unverified_report_is_not_deleted BEFORE DELETE ON unverified_report
            FOR EACH ROW EXECUTE FUNCTION refuse_change('what readers were told to be unverified is kept');
        CREATE TRIGGER unverified_report_stays_as_told BEFORE UPDATE ON unverified_report
            FOR EACH ROW WHEN (OLD.verified_at IS NOT NULL OR NEW.words <> OLD.words OR NEW.at <> OLD.at OR
            NEW.actor <> OLD.actor OR NEW.version <> OLD.version)
            EXECUTE FUNCTION refuse_change('what readers were told to be unverified is kept');
        INSERT INTO act (name) VALUES ('labelled');
        CREATE TABLE paid_label (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO paid_label (name) VALUES ('advertorial'), ('advertisement'), ('sponsored');
        ALTER TABLE story ADD COLUMN paid_label text COLLATE "C" REFERENCES paid_label (name);
        ALTER TABLE story ADD COLUMN payer text COLLATE "C";
        CREATE TABLE picture_source_type (number bigint PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE);
        INSERT INTO picture_source_type (number, name) VALUES (1, 'trainedAlgorithmicMedia'),
            (2, 'compositeWithTrainedAlgorithmicMedia');
        ALTER TABLE story_picture ADD COLUMN source_type bigint REFERENCES picture_source_type (number);
        """
}
