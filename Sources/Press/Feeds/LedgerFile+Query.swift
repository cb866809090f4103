import News
import Storage

extension LedgerFile {
    /// Nil where the server has no key yet, and nothing is signed.
    init?(_ transaction: ReadTransaction, _ address: Address, _ newspaper: Newspaper, now: Timestamp) throws {
        let key = try transaction.houseSecret(ReadTransaction.ledgerSecret).flatMap { LedgerKey(secret: $0) }
        switch (address, key) {
        case (.ledgerFile(.json), _): self = .json(try PublicLedger(transaction, newspaper, now: now))
        case (.ledgerFile(.signed), let key?): self = .signed(try PublicLedger(transaction, newspaper, now: now), key)
        case (.keys, let key?): self = .keys(key)
        default: return nil
        }
    }
}
