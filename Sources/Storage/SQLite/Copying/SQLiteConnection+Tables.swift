internal import News

extension SQLiteConnection {
    func storedTables() throws -> [StoredTable] {
        let columns = try rows(Self.columnsQuery).map { row in
            StoredTable.CatalogueRow(
                table: try row.string(0),
                column: try row.string(1),
                kind: try row.string(2) == "TEXT" ? .text : .integer,
                keyPlace: try row.required(3)
            )
        }
        let references = try rows(Self.referencesQuery).map { (table: try $0.string(0), parent: try $0.string(1)) }
        return StoredTable.tables(columns, references: references)
    }

    private static let tables = """
        pragma_table_list AS own WHERE own.schema = 'main' AND own.type = 'table' AND own.name NOT LIKE 'sqlite_%'
        AND own.name NOT LIKE 'story_search%' AND own.name NOT LIKE 'desk_search%'
        AND own.name NOT IN ('schema_version', '\(CopyMark.table)')
        """

    private static let columnsQuery = """
        WITH listed (name) AS (SELECT own.name FROM \(tables))
        SELECT listed.name, info.name, info.type, info.pk FROM listed JOIN pragma_table_info(listed.name) AS info
        """

    private static let referencesQuery = """
        WITH listed (name) AS (SELECT own.name FROM \(tables))
        SELECT listed.name, info."table" FROM listed JOIN pragma_foreign_key_list(listed.name) AS info
        """

    func hasTable(_ name: String) throws -> Bool {
        try row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", [.text(name)]) != nil
    }

    /// Nothing of ours counts by itself: the next number of a row is the largest plus one.
    func finishCopy() throws {}
}

extension SQLiteSearchIndex {
    func last() throws -> ListPosition? {
        try sql.row("SELECT max(id) FROM story_search_docsize")?.position(0)
    }
}

extension SQLiteConnection {
    func closeForWriting(_ tables: [StoredTable]) throws {
        for table in tables {
            for change in ["INSERT", "UPDATE", "DELETE"] {
                try script(
                    """
                    CREATE TRIGGER \(CopyMark.trigger(table, change)) BEFORE \(change) ON \(table.name)
                    BEGIN SELECT RAISE(ABORT, '\(CopyMark.refusal)'); END
                    """
                )
            }
        }
    }

    func openForWriting(_ tables: [StoredTable]) throws {
        for table in tables {
            for change in ["INSERT", "UPDATE", "DELETE"] {
                try script("DROP TRIGGER IF EXISTS \(CopyMark.trigger(table, change))")
            }
        }
    }
}
