extension PostgreSQLSchema {
    /// What `Migrations.migration0011` makes.
    static let step0011 = """
        CREATE TABLE read_batch (
            number bigint PRIMARY KEY,
            token text COLLATE "C" NOT NULL UNIQUE,
            site bigint NOT NULL REFERENCES site (number),
            minute bigint NOT NULL,
            sums text COLLATE "C" NOT NULL
        );
        """
}
