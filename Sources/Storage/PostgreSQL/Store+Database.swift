extension Store {
    /// Opens the store in a database on a PostgreSQL server.
    ///
    /// The schema is made there if the database is empty, and brought up to date. Several processes, on several machines,
    /// may have one store open.
    /// - Parameters:
    ///   - address: `postgresql://…`, with all that libpq reads in it: several hosts, TLS, time limits.
    ///   - standby: The same for a hot standby of that database; what may be a moment old is read there (``standby``).
    /// - Throws: `NewsError`, `unavailable` if the server cannot be reached or the user may not write there, and `invalid` if
    ///   the address cannot be read, the database belongs to another program, or it was made by a newer one.
    public convenience init(database address: String, standby: String? = nil) async throws {
        try await self.init(database: address, standby: standby, opening: .usual)
    }

    /// Opens a store also where it is not whole, or was moved; one program at a time, until it is closed.
    /// - Parameters:
    ///   - address: The address of the database, as libpq takes it.
    ///   - schema: The number of the schema that a new one is given; nil for the newest.
    /// - Throws: As `init(database:standby:)`, and `unavailable` while another program has opened it so.
    public static func forCopying(database address: String, schema: Int? = nil) async throws -> Store {
        try await Store(database: address, opening: StoreOpening(isForCopying: true, schema: schema))
    }

    private convenience init(database address: String, standby: String? = nil, opening: StoreOpening) async throws {
        let database = try PostgreSQLDatabase(
            address: address,
            standby: standby,
            writer: opening.isForCopying ? .copier : .writer
        )
        do {
            try await database.open(opening)
        } catch {
            database.close()
            throw error
        }
        self.init(database)
    }
}
