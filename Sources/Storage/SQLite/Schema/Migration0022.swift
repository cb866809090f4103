extension Migrations {
    /// The fronts that the desk arranges, in all their versions.
    ///
    /// `launch` counts what readers were given, on all fronts of a newspaper; a draft has none.
    static let migration0022 = """
        CREATE TABLE front_act (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO front_act (name) VALUES ('arranged'), ('launched'), ('discarded'), ('restored');
        CREATE TABLE front_version (
            site INTEGER NOT NULL REFERENCES site (number),
            front TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            act TEXT NOT NULL REFERENCES front_act (name),
            launch INTEGER CHECK (launch > 0),
            arrangement TEXT NOT NULL CHECK (arrangement <> ''),
            PRIMARY KEY (site, front, version)
        ) STRICT;
        CREATE UNIQUE INDEX front_version_launch ON front_version (site, launch) WHERE launch IS NOT NULL;
        CREATE INDEX front_version_live ON front_version (site, front, version) WHERE launch IS NOT NULL;
        CREATE TRIGGER front_version_is_not_changed BEFORE UPDATE ON front_version
            BEGIN SELECT RAISE(ABORT, 'versions of fronts are kept as they are'); END;
        CREATE TRIGGER front_version_is_not_deleted BEFORE DELETE ON front_version
            BEGIN SELECT RAISE(ABORT, 'versions of fronts are kept for ever'); END;
        """
}
