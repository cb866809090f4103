extension Migrations {
    /// The oldest program that works on the schema: a program's number is that of the schema that it makes itself.
    static let migration0012 = """
        ALTER TABLE schema_version ADD COLUMN oldest INTEGER NOT NULL DEFAULT 12;
        """
}
