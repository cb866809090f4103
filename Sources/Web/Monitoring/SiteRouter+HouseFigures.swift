import News
import Storage

extension SiteRouter {
    /// Figures of the house as they were gathered last; none before that.
    func addHouse(to text: inout PrometheusText) {
        guard let report = running.report else { return }
        let lag = Int(report.journalLag)
        text.add(.gauge, "warta_journal_lag_lines", "Lines of the journal that are not on this node's pages yet.", lag)
        text.add(.gauge, "warta_schedules_due", "Stories that are due and not public yet.", report.dueStories)
        let red = report.redReceipts
        text.add(
            .gauge,
            "warta_receipts_red",
            "Surfaces that did not show in time what the desk did, in the last hour.",
            red
        )
        if let letters = report.letters {
            text.add(.gauge, "warta_mail_waiting", "Letters of the house that wait to be sent.", letters.waiting)
            text.add(.gauge, "warta_mail_failed", "Those among them that could not be sent so far.", letters.failed)
        }
        guard let disk = report.disk else { return }
        text.add(.gauge, "warta_disk_free_bytes", "Free where the data folder is.", Int(disk.free))
    }

    /// What the connections to a database's server have to do; nothing where the store is a file.
    func addPool(to text: inout PrometheusText) {
        guard let pool = newsrooms.first?.store.pool else { return }
        let standby = pool.standby.map { [("standby", $0)] } ?? []
        let lanes = [("read", pool.reading), ("write", pool.writing)] + standby
        func add(_ kind: PrometheusText.Kind, _ name: String, _ help: String, _ value: (PoolFigures.Lane) -> Int) {
            text.begin(kind, name, help)
            for (lane, figures) in lanes { text.sample(name, ["lane": lane], "\(value(figures))") }
        }
        add(.gauge, "warta_pool_limit", "Connections to the database at most.") { $0.limit }
        add(.gauge, "warta_pool_connections", "Connections to the database that were made.") { $0.connections }
        add(.gauge, "warta_pool_busy", "Connections that run a transaction.") { $0.busy }
        add(.gauge, "warta_pool_waiting", "Transactions that wait for a connection.") { $0.waiting }
        add(.counter, "warta_pool_finished_total", "Transactions that came to their end.") { $0.finished }
        add(.counter, "warta_pool_refused_total", "Transactions turned away, as too many waited.") { $0.refused }
    }
}
