/// Which programs work on a schema that a newer one made; a program's number is that of the schema that it makes itself.
///
/// While nodes are upgraded one after another, two versions have one database: a step first adds, and what is no longer used
/// goes with a later release's step (docs/decisions/0065).
struct SchemaNeighbours {
    /// For each step the oldest program that works on the schema from then on; without an entry, none that is older than the
    /// step.
    var oldestPrograms: [Int64: Int64] = [:]

    /// Of the steps of this program; those of one release let the release before it work on.
    static let shipped = SchemaNeighbours(oldestPrograms: Dictionary(uniqueKeysWithValues: (13...22).map { ($0, 12) }))

    /// The step that made the column `oldest` of `schema_version`.
    static let firstStep: Int64 = 12

    func oldest(after step: Int64) -> Int64 { oldestPrograms[step] ?? step }

    /// Keeps, with the number of the schema, which programs work on it.
    func keep(_ version: Int64, _ sql: any SQLConnection) throws {
        try sql.execute("DELETE FROM schema_version")
        try sql.execute("INSERT INTO schema_version (version) VALUES ($1)", [.integer(version)])
        guard version >= Self.firstStep else { return }
        try sql.execute("UPDATE schema_version SET oldest = $1", [.integer(oldest(after: version))])
    }

    /// Whether a program works on a schema that is newer than its own, by what is kept there.
    static func allow(_ program: Int64, on version: Int64, _ sql: any SQLConnection) throws -> Bool {
        guard version >= firstStep else { return false }
        return try sql.row("SELECT oldest FROM schema_version")?.required(0) ?? .max <= program
    }
}

extension ReadTransaction {
    /// The number of the schema that the store has, which a newer program may have made.
    public func schemaNumber() throws -> Int {
        Int(try sql.row("SELECT version FROM schema_version")?.required(0) ?? 0)
    }
}
