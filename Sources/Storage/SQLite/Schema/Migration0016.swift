extension Migrations {
    /// The public ledger counts the stories that were withdrawn in a month.
    static let migration0016 = """
        CREATE INDEX story_withdrawn ON story (site, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
        """
}
