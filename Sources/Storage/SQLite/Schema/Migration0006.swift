extension Migrations {
    /// What the desk chose for a story: the readable part of its address, and the stories to read next.
    ///
    /// Those are numbers with a space between them. Null where it chose nothing.
    static let migration0006 = """
        ALTER TABLE story ADD COLUMN slug TEXT CHECK (slug <> '');
        ALTER TABLE story ADD COLUMN related TEXT CHECK (related <> '');
        """
}
