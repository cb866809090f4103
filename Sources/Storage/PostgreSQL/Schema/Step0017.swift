extension PostgreSQLSchema {
    /// What `Migrations.migration0017` makes.
    static let step0017 = """
        INSERT INTO notification_kind (name) VALUES ('receipt_red');
        CREATE TABLE receipt_fault (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO receipt_fault (name) VALUES ('no_answer'), ('status'), ('missing'), ('present'), ('late');
        CREATE TABLE receipt (
            sequence bigint NOT NULL REFERENCES journal (sequence),
            node text COLLATE "C" NOT NULL CHECK (node <> ''),
            surface text COLLATE "C" NOT NULL CHECK (surface <> ''),
            is_before bigint NOT NULL CHECK (is_before IN (0, 1)),
            site bigint NOT NULL REFERENCES site (number),
            story bigint NOT NULL REFERENCES story (number),
            at bigint NOT NULL,
            fault text COLLATE "C" REFERENCES receipt_fault (name),
            milliseconds bigint NOT NULL CHECK (milliseconds >= 0),
            asked text COLLATE "C" NOT NULL,
            status bigint NOT NULL,
            tag text COLLATE "C" NOT NULL,
            evidence text COLLATE "C" NOT NULL,
            PRIMARY KEY (sequence, node, surface, is_before)
        );
        CREATE INDEX receipt_story ON receipt (story, sequence);
        CREATE INDEX receipt_site ON receipt (site, sequence);
        CREATE INDEX receipt_red ON receipt (at) WHERE fault IS NOT NULL;
        CREATE TRIGGER receipt_is_not_changed BEFORE UPDATE ON receipt
            FOR EACH ROW EXECUTE FUNCTION refuse_change('what readers found is kept as it was');
        """
}
