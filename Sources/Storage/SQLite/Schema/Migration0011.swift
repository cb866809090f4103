extension Migrations {
    /// The batches of reads that were stored last, in order.
    ///
    /// Each process that ranks reads there what the others stored. `token` is a batch's own, so that one whose commit went unanswered is stored once. `sums` are
    /// `story:reads:weight`, with spaces between them; what is added up for good stands in `read_minute` and `read_hour`.
    static let migration0011 = """
        CREATE TABLE read_batch (
            number INTEGER PRIMARY KEY,
            token TEXT NOT NULL UNIQUE,
            site INTEGER NOT NULL REFERENCES site (number),
            minute INTEGER NOT NULL,
            sums TEXT NOT NULL
        ) STRICT;
        """
}
