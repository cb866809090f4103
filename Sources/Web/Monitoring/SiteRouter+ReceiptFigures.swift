import News

extension SiteRouter {
    /// When readers saw what the desk did, as this node asked itself.
    func addReceipts(to text: inout PrometheusText) {
        let tallies = newsrooms.map(\.receipts)
        let name = "warta_receipt_seconds"
        text.begin(.histogram, name, "From an act of the desk to the answer in which readers saw it.")
        for surface in Surface.allCases {
            let rows = tallies.compactMap { $0.rows[surface] }
            guard !rows.isEmpty else { continue }
            var count = 0
            for (index, bound) in (ReceiptTally.bounds.map { "\(Double($0) / 1_000)" } + ["+Inf"]).enumerated() {
                count += rows.reduce(0) { $0 + $1.buckets[index] }
                text.sample(name + "_bucket", ["surface": surface.rawValue, "le": bound], "\(count)")
            }
            let sum = rows.reduce(0) { $0 + $1.milliseconds }
            text.sample(name + "_sum", ["surface": surface.rawValue], PrometheusText.seconds(sum * 1_000_000))
            text.sample(name + "_count", ["surface": surface.rawValue], "\(count)")
        }
        text.begin(.counter, "warta_receipts_red_total", "Surfaces that did not show an act in time.")
        for surface in Surface.allCases {
            let red = tallies.reduce(0) { $0 + ($1.rows[surface]?.red ?? 0) }
            if red > 0 { text.sample("warta_receipts_red_total", ["surface": surface.rawValue], "\(red)") }
        }
        text.add(
            .counter,
            "warta_receipts_early_total",
            "Surfaces that showed a story before its time, or did not answer then.",
            tallies.reduce(0) { $0 + $1.leaks }
        )
        text.add(
            .counter,
            "warta_receipts_unmeasured_total",
            "Acts of which it was not measured when readers saw them.",
            tallies.reduce(0) { $0 + $1.unmeasured }
        )
    }
}
