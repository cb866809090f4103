extension Store {
    /// Opens the store in a database on a PostgreSQL server.
    ///
    /// The schema is made there if the database is empty, and brought up to date. Several processes, on several machines,
    /// may have one store open.
    /// - Parameter address: `postgresql://…`, with all that libpq reads in it: several hosts, TLS, time limits.
    /// - Throws: `NewsError`, `unavailable` if the server cannot be reached or the user may not write there, and `invalid` if
    ///   the address cannot be read, the database belongs to another program, or it was made by a newer one.
    public convenience init(database address: String) async throws {
        let database = try PostgreSQLDatabase(address: address)
        do {
            try await database.open()
        } catch {
            database.close()
            throw error
        }
        self.init(database)
    }
}
