internal import News

extension PostgreSQLConnection {
    func storedTables() throws -> [StoredTable] {
        let columns = try rows(Self.columnsQuery).map { row in
            let kinds: [String: StoredTable.Kind] = ["bigint": .integer, "text": .text]
            guard let kind = kinds[try row.string(2)] else {
                throw SQLFault.column(2, "of a type that both databases have")
            }
            return StoredTable.CatalogueRow(
                table: try row.string(0),
                column: try row.string(1),
                kind: kind,
                keyPlace: try row.required(3)
            )
        }
        let references = try rows(Self.referencesQuery).map { (table: try $0.string(0), parent: try $0.string(1)) }
        return StoredTable.tables(columns, references: references)
    }

    /// What is not logged says only how things are now, as who is present: it is not copied, as it is not restored.
    private static let columnsQuery = """
        SELECT own.relname, attname, format_type(atttypid, NULL),
        CAST(coalesce(array_position(CAST(indkey AS smallint[]), attnum) + 1, 0) AS bigint)
        FROM pg_class AS own JOIN pg_attribute ON attrelid = own.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_index ON indrelid = own.oid AND indisprimary
        WHERE own.relnamespace = current_schema()::regnamespace AND own.relkind = 'r' AND own.relpersistence = 'p'
        AND own.relname NOT IN ('schema_version', 'story_search', 'desk_search', '\(CopyMark.table)')
        """

    private static let referencesQuery = """
        SELECT own.relname, other.relname FROM pg_constraint
        JOIN pg_class AS own ON own.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
        """

    func hasTable(_ name: String) throws -> Bool {
        try row(Self.tableQuery, [.text(name)]) != nil
    }

    private static let tableQuery = """
        SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname = $1
        """

    /// Lets columns that count by themselves go on after the rows that were copied, and tells the planner what there is now.
    func finishCopy() throws {
        for row in try rows(Self.countersQuery) {
            let (table, column) = (try row.string(0), try row.string(1))
            try execute(
                """
                SELECT setval(pg_get_serial_sequence('\(table)', '\(column)'), coalesce(max(\(column)), 0) + 1, false)
                FROM \(table)
                """
            )
        }
        try script("ANALYZE")
    }

    private static let countersQuery = """
        SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attidentity <> ''
        """
}

extension PostgreSQLSearchIndex {
    func last() throws -> ListPosition? {
        try sql.row("SELECT max(position) FROM story_search")?.position(0)
    }
}

extension PostgreSQLConnection {
    func closeForWriting(_ tables: [StoredTable]) throws {
        for table in tables {
            try script(
                """
                CREATE TRIGGER \(CopyMark.trigger(table, "change")) BEFORE INSERT OR UPDATE OR DELETE ON \(table.name)
                FOR EACH ROW EXECUTE FUNCTION refuse_change('\(CopyMark.refusal)')
                """
            )
        }
    }

    func openForWriting(_ tables: [StoredTable]) throws {
        for table in tables {
            try script("DROP TRIGGER IF EXISTS \(CopyMark.trigger(table, "change")) ON \(table.name)")
        }
    }
}
