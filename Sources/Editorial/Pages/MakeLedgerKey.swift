internal import Storage

extension Desk {
    /// Sees to it that the server has a key by which the public ledger is signed; made once and kept with the store.
    /// - Throws: `unavailable` where the store cannot be written.
    public func makeLedgerKey() async throws {
        _ = try await houseSecret(ReadTransaction.ledgerSecret)
    }
}
