import News
import Storage

extension RailsPage {
    init(_ transaction: ReadTransaction, _ rankings: Rankings) throws {
        // A few more than are shown, as some may have been withdrawn since they were ranked, and what somebody paid for is not
        // popular.
        let ranked = rankings.rail(limit: Self.popularRows * 2)
        self.init(
            popular: Array(try transaction.rows(ranked).filter { $0.label == nil }.prefix(Self.popularRows)),
            latest: try transaction.rows(.site, before: nil, limit: Self.latestRows)
        )
    }
}
