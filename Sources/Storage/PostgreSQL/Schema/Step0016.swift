extension PostgreSQLSchema {
    /// What `Migrations.migration0016` makes.
    static let step0016 = """
        CREATE INDEX story_withdrawn ON story (site, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
        """
}
