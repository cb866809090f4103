import News
import Storage

extension RailsPage {
    init(_ transaction: ReadTransaction, _ rankings: Rankings) throws {
        let ranked = rankings.rail(limit: Self.rankedRows)
        self.init(
            popular: Array(try transaction.rows(ranked).filter { $0.label == nil }.prefix(Self.popularRows)),
            latest: try transaction.rows(.site, before: nil, limit: Self.latestRows)
        )
    }
}
