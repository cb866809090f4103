extension PostgreSQLSchema {
    /// What `Migrations.migration0022` makes.
    static let step0022 = """
        CREATE TABLE front_act (name text COLLATE "C" PRIMARY KEY);
        INSERT INTO front_act (name) VALUES ('arranged'), ('launched'), ('discarded'), ('restored');
        CREATE TABLE front_version (
            site bigint NOT NULL REFERENCES site (number),
            front text COLLATE "C" NOT NULL,
            version bigint NOT NULL CHECK (version > 0),
            at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
            act text COLLATE "C" NOT NULL REFERENCES front_act (name),
            launch bigint CHECK (launch > 0),
            arrangement text COLLATE "C" NOT NULL CHECK (arrangement <> ''),
            PRIMARY KEY (site, front, version)
        );
        CREATE UNIQUE INDEX front_version_launch ON front_version (site, launch) WHERE launch IS NOT NULL;
        CREATE INDEX front_version_live ON front_version (site, front, version) WHERE launch IS NOT NULL;
        CREATE TRIGGER front_version_is_not_changed BEFORE UPDATE ON front_version
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of fronts are kept as they are');
        CREATE TRIGGER front_version_is_not_deleted BEFORE DELETE ON front_version
            FOR EACH ROW EXECUTE FUNCTION refuse_change('versions of fronts are kept for ever');
        """
}
