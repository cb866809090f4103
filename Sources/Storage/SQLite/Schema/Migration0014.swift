extension Migrations {
    /// The pages that press law asks of a newspaper, each version as it was written.
    ///
    /// They say who makes it, its guidelines, how to ask for a right of reply, and how to complain. The present version is
    /// the one with the highest number.
    ///
    /// `imprint` is JSON, and empty on any page but the imprint; `says` is 0 where a version has neither text nor imprint.
    static let migration0014 = """
        CREATE TABLE standing_page_kind (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO standing_page_kind (name) VALUES ('imprint'), ('guidelines'), ('reply'), ('complaint');
        CREATE TABLE standing_page (
            site INTEGER NOT NULL REFERENCES site (number),
            kind TEXT NOT NULL REFERENCES standing_page_kind (name),
            version INTEGER NOT NULL CHECK (version > 0),
            saved_at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL,
            says INTEGER NOT NULL CHECK (says IN (0, 1)),
            body TEXT NOT NULL,
            imprint TEXT NOT NULL,
            PRIMARY KEY (site, kind, version)
        ) STRICT;
        CREATE TRIGGER standing_page_is_not_changed BEFORE UPDATE ON standing_page
            BEGIN SELECT RAISE(ABORT, 'versions of pages are kept as they are'); END;
        CREATE TRIGGER standing_page_is_not_deleted BEFORE DELETE ON standing_page
            BEGIN SELECT RAISE(ABORT, 'versions of pages are kept for ever'); END;
        """
}
