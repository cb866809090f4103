import News
import Storage

extension LedgerPage {
    init(_ transaction: ReadTransaction, _ newspaper: Newspaper, now: Timestamp) throws {
        ledger = try PublicLedger(transaction, newspaper, now: now)
    }
}

extension PublicLedger {
    init(_ transaction: ReadTransaction, _ newspaper: Newspaper, now: Timestamp) throws {
        let start = Self.start(now, in: newspaper.zone)
        self.init(try transaction.ledgerFacts(since: start), at: now, in: newspaper.zone)
    }
}
