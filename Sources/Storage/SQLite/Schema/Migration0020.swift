extension Migrations {
    /// The line of breaking news that all pages show, in all its versions.
    static let migration0020 = """
        CREATE TABLE banner (
            site INTEGER NOT NULL REFERENCES site (number),
            version INTEGER NOT NULL CHECK (version > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            words TEXT NOT NULL,
            story INTEGER REFERENCES story (number),
            ends_at INTEGER NOT NULL CHECK (ends_at >= at),
            PRIMARY KEY (site, version)
        ) STRICT;
        CREATE TRIGGER banner_is_not_changed BEFORE UPDATE ON banner
            BEGIN SELECT RAISE(ABORT, 'versions of the banner are kept as they are'); END;
        CREATE TRIGGER banner_is_not_deleted BEFORE DELETE ON banner
            BEGIN SELECT RAISE(ABORT, 'versions of the banner are kept for ever'); END;
        """
}
