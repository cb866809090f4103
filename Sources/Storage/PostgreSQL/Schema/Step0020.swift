extension PostgreSQLSchema {
    /// What `Migrations.migration0020` makes.
    static let step0020 = """
        CREATE TABLE banner (
            site bigint NOT NULL REFERENCES site (number),
            version bigint NOT NULL CHECK (version > 0),
            at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
            words text COLLATE "C" NOT NULL,
            story bigint REFERENCES story (number),
            ends_at bigint NOT NULL CHECK (ends_at >= at),
            PRIMARY KEY (site, version)
        );
        CREATE TRIGGER banner_is_not_changed BEFORE UPDATE ON banner
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of the banner are kept as they are');
        CREATE TRIGGER banner_is_not_deleted BEFORE DELETE ON banner
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of the banner are kept for ever');
        """
}
