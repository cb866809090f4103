extension PostgreSQLSchema {
    /// What `Migrations.migration0014` makes.
    static let step0014 = """
        CREATE TABLE standing_page_kind (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO standing_page_kind (name) VALUES ('imprint'), ('guidelines'), ('reply'), ('complaint');
        CREATE TABLE standing_page (
            site bigint NOT NULL REFERENCES site (number),
            kind text COLLATE "C" NOT NULL REFERENCES standing_page_kind (name),
            version bigint NOT NULL CHECK (version > 0),
            saved_at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
            reason text COLLATE "C" NOT NULL,
            says bigint NOT NULL CHECK (says IN (0, 1)),
            body text COLLATE "C" NOT NULL,
            imprint text COLLATE "C" NOT NULL,
            PRIMARY KEY (site, kind, version)
        );
        CREATE TRIGGER standing_page_is_not_changed BEFORE UPDATE ON standing_page
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of pages are kept as they are');
        CREATE TRIGGER standing_page_is_not_deleted BEFORE DELETE ON standing_page
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of pages are kept for ever');
        """
}
