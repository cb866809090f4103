extension Migrations {
    /// On which ground a story was taken back, of a closed list; null where nobody said, as before there was one.
    ///
    /// Reports that were not verified when readers got them, and what verified each. `story.reported` is where a
    /// story's last one stands, so that a story without any is read as before. `version` is that of the text that was
    /// not verified. `verification` is the number of the story that tells what verification gave, null for the same
    /// one; it refers to nothing, as a restoration may bring that story later.
    ///
    /// What a story is called because somebody paid for it, and who paid. And of a picture in a story, which model made
    /// or changed, IPTC's digital source type.
    static let migration0016 = """
        INSERT INTO notification_kind (name) VALUES ('source_corrected'), ('source_withdrew');
        CREATE TABLE withdrawal_ground (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO withdrawal_ground (name) VALUES ('groups'), ('decency'), ('child'), ('trauma'), ('press_council'),
            ('mistake'), ('source'), ('court');
        ALTER TABLE story ADD COLUMN withdrawal_ground TEXT REFERENCES withdrawal_ground (name);
        ALTER TABLE journal ADD COLUMN ground TEXT REFERENCES withdrawal_ground (name);
        INSERT INTO act (name) VALUES ('reported_unverified'), ('verified');
        CREATE TABLE report_state (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO report_state (name) VALUES ('open'), ('verified');
        ALTER TABLE story ADD COLUMN reported TEXT REFERENCES report_state (name);
        CREATE TABLE unverified_report (
            story INTEGER NOT NULL REFERENCES story (number),
            number INTEGER NOT NULL CHECK (number > 0),
            site INTEGER NOT NULL REFERENCES site (number),
            words TEXT NOT NULL CHECK (words <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            verified_at INTEGER,
            verified_by TEXT CHECK (verified_by <> ''),
            verification INTEGER CHECK (verification <> story),
            PRIMARY KEY (story, number),
            CHECK ((verified_at IS NULL) = (verified_by IS NULL)),
            CHECK (verification IS NULL OR verified_at IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX unverified_report_open ON unverified_report (site, at, story) WHERE verified_at IS NULL;
        CREATE INDEX unverified_report_verification ON unverified_report (verification, story, number)
            WHERE verification IS NOT NULL;
        CREATE TRIGGER unverified_report_is_not_deleted BEFORE DELETE ON unverified_report
            BEGIN SELECT RAISE(ABORT, 'what readers were told to be unverified is kept'); END;
        CREATE TRIGGER unverified_report_stays_as_told BEFORE UPDATE ON unverified_report
            WHEN OLD.verified_at IS NOT NULL OR NEW.words <> OLD.words OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR
            NEW.version <> OLD.version
            BEGIN SELECT RAISE(ABORT, 'what readers were told to be unverified is kept'); END;
        INSERT INTO act (name) VALUES ('labelled');
        CREATE TABLE paid_label (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO paid_label (name) VALUES ('advertorial'), ('advertisement'), ('sponsored');
        ALTER TABLE story ADD COLUMN paid_label TEXT REFERENCES paid_label (name);
        ALTER TABLE story ADD COLUMN payer TEXT;
        CREATE TABLE picture_source_type (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        INSERT INTO picture_source_type (number, name) VALUES (1, 'trainedAlgorithmicMedia'),
            (2, 'compositeWithTrainedAlgorithmicMedia');
        ALTER TABLE story_picture ADD COLUMN source_type INTEGER REFERENCES picture_source_type (number);
        """
}
