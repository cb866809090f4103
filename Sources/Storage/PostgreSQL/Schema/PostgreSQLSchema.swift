internal import News

/// The schema's history for PostgreSQL: numbered as SQLite's migrations are, forward only, each step applied once when a
/// store is opened.
///
/// The first step has the number of the tenth migration, and a later one the number of the migration that changes SQLite's
/// store in the same way.
struct PostgreSQLSchema {
    struct Step {
        let number: Int64
        let text: String
    }

    /// In order.
    let steps: [Step]
    /// Which older programs work on what they make.
    var neighbours = SchemaNeighbours.shipped

    /// The steps of this program.
    static let shipped = PostgreSQLSchema(steps: [
        Step(number: 10, text: step0010), Step(number: 11, text: step0011), Step(number: 12, text: step0012),
        Step(number: 13, text: step0013), Step(number: 14, text: step0014), Step(number: 15, text: step0015),
        Step(number: 16, text: step0016), Step(number: 17, text: step0017), Step(number: 18, text: step0018),
        Step(number: 19, text: step0019), Step(number: 20, text: step0020),
        Step(number: 21, text: step0021), Step(number: 22, text: step0022),
    ])

    /// The steps up to a number; nil for all.
    func upTo(_ number: Int?) -> PostgreSQLSchema {
        PostgreSQLSchema(steps: steps.filter { $0.number <= number.map(Int64.init) ?? .max })
    }

    /// The number of the last step.
    var number: Int64 { steps.last?.number ?? 0 }

    /// - Throws: `NewsError.invalid` if the database belongs to another program or a newer one of ours.
    func isBehind(_ sql: PostgreSQLConnection, _ opening: StoreOpening = .usual) throws -> Bool {
        let version = try Self.version(sql)
        if opening.schema != nil, version > 0 { return false }
        guard version <= number else {
            let isAllowed = try SchemaNeighbours.allow(number, on: version, sql)
            guard isAllowed else { throw NewsError.madeByNewerProgram(schema: version, known: number) }
            return false
        }
        return version < number
    }

    /// Applies the missing steps in the transaction of the caller, which holds the writers' lock.
    func run(_ sql: PostgreSQLConnection) throws {
        let version = try Self.version(sql)
        if version == 0 { try sql.script("CREATE TABLE schema_version (version bigint NOT NULL)") }
        for step in steps where step.number > version {
            try sql.script(step.text)
            try neighbours.keep(step.number, sql)
        }
    }

    /// 0 for an empty database.
    static func version(_ sql: PostgreSQLConnection) throws -> Int64 {
        let tables = try sql.rows(tablesQuery).compactMap { $0.text(0) }
        if tables.isEmpty { return 0 }
        guard tables.contains("schema_version") else {
            throw NewsError(.invalid, "The database holds tables of another program; give warta one of its own.")
        }
        return try sql.row("SELECT version FROM schema_version")?.required(0) ?? 0
    }

    private static let tablesQuery = """
        SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
        """
}
