import News
import Storage

extension RailsPage {
    init(_ transaction: ReadTransaction, _ rankings: Rankings) throws {
        // A few more than are shown, as some may have been withdrawn since they were ranked.
        let ranked = rankings.rail(limit: Self.popularRows * 2)
        self.init(
            popular: Array(try transaction.rows(ranked).prefix(Self.popularRows)),
            latest: try transaction.rows(.site, before: nil, limit: Self.latestRows)
        )
    }
}
