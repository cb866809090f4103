extension PostgreSQLConnection {
    /// What somebody with the right to may have changed: schema and references.
    ///
    /// Pages are the server's to keep.
    func problems() throws -> [String] {
        let schema = PostgreSQLSchema.shipped
        let (version, expected) = (try PostgreSQLSchema.version(self), schema.number)
        guard version == expected else {
            // What a newer program made, and lets this one work on, only that one knows.
            if version > expected { return [] }
            return ["The schema is version \(version); this program expects \(expected)."]
        }
        let present = try Set(rows(Self.partsQuery).map { try $0.string(0) })
        let missing = schema.parts.filter { !present.contains($0) }
        guard missing.isEmpty else { return missing.map { "The schema lacks \($0)." } }
        let faults = try rows(Self.faultsQuery).map { "The schema's \(try $0.string(0)) \(try $0.string(1))." }
        return try referenceProblems() + functionProblems(schema) + faults
    }

    /// References are checked as rows are written, unless somebody has told the server not to.
    private func referenceProblems() throws -> [String] {
        try rows(Self.referencesQuery).compactMap { row in
            let (table, other) = (try row.string(0), try row.string(1))
            let query = """
                SELECT 1 FROM \(table) AS own WHERE \(try row.string(2))
                AND NOT EXISTS (SELECT 1 FROM \(other) AS other WHERE \(try row.string(3))) LIMIT 1
                """
            return try self.row(query) == nil ? nil : "A row of \(table) names a row of \(other) that does not exist."
        }
    }

    private func functionProblems(_ schema: PostgreSQLSchema) throws -> [String] {
        try schema.functions.compactMap { name, text in
            let own = try row(Self.functionQuery, [.text(name)])?.string(0)
            return own == text ? nil : "The schema's \(name) is not what this program made."
        }
    }

    private static let partsQuery = """
        SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace UNION ALL
        SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal UNION ALL
        SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        """

    private static let functionQuery = """
        SELECT prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND proname = $1
        """

    /// What is there and does not work.
    private static let faultsQuery = """
        SELECT tgname, 'is switched off' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = current_schema()::regnamespace AND tgenabled IN ('D', 'R') UNION ALL
        SELECT tgname, 'is not what this program made' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
        AND tgfoid NOT IN (SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
            AND proname IN ('refuse_change', 'keep_grievance_record')) UNION ALL
        SELECT conname, 'was never checked' FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND NOT convalidated UNION ALL
        SELECT relname, 'was not made whole; drop it and make it again' FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = current_schema()::regnamespace AND NOT (indisvalid AND indisready) ORDER BY 1
        """

    /// Each reference: its two tables, when a row has it, and how the two rows are told to belong together.
    private static let referencesQuery = """
        SELECT CAST(conrelid::regclass AS text), CAST(confrelid::regclass AS text),
        string_agg(format('own.%I IS NOT NULL', mine.attname), ' AND '),
        string_agg(format('own.%I = other.%I', mine.attname, theirs.attname), ' AND ')
        FROM pg_constraint CROSS JOIN unnest(conkey, confkey) AS pair (own, other)
        JOIN pg_attribute AS mine ON mine.attrelid = conrelid AND mine.attnum = pair.own
        JOIN pg_attribute AS theirs ON theirs.attrelid = confrelid AND theirs.attnum = pair.other
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
        GROUP BY pg_constraint.oid, conrelid, confrelid ORDER BY 1, 2
        """
}

extension PostgreSQLDatabase {
    /// The server keeps the index as it keeps all others, so what can be wrong with it is what it holds, which is asked of
    /// any database (`indexProblems`).
    func searchIndexProblems() async throws -> [String] { [] }
}

extension PostgreSQLSchema {
    /// The names of tables, indexes, triggers and functions that its steps make.
    fileprivate var parts: [String] {
        steps.flatMap { step in
            step.text.matches(of: /(?m)^CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER|FUNCTION) (\w+)/).map { String($0.1) }
        }
    }

    /// The functions that its steps make, by name.
    fileprivate var functions: [String: String] {
        let made = steps.flatMap { $0.text.matches(of: /CREATE FUNCTION (\w+)\(\)[^$]*\$\$([^$]*)\$\$/) }
        return Dictionary(made.map { (String($0.1), String($0.2)) }) { _, last in last }
    }
}
