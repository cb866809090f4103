extension PostgreSQLSchema {
    /// What `Migrations.migration0012` makes.
    static let step0012 = """
        ALTER TABLE schema_version ADD COLUMN oldest bigint NOT NULL DEFAULT 12;
        """
}
