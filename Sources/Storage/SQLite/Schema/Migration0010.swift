extension Migrations {
    /// Whose an embargo is, and what the journal calls the steps that were given names of their own.
    static let migration0010 = """
        INSERT INTO act (name) VALUES ('brought_back'), ('embargoed'), ('embargo_lifted');
        ALTER TABLE story ADD COLUMN embargo_is_desks INTEGER NOT NULL DEFAULT 0 CHECK (embargo_is_desks IN (0, 1));
        """
}
