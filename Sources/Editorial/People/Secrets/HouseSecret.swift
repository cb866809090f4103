internal import Storage

extension Desk {
    /// A secret of the server by its name, made when it is first needed.
    func houseSecret(_ name: String) async throws -> String {
        if let known = try await store.read({ try $0.houseSecret(name) }) { return known }
        let new = Secret().text
        return try await store.write { transaction in
            try transaction.keepHouseSecret(name, new)
            return try transaction.houseSecret(name) ?? new
        }
    }
}
