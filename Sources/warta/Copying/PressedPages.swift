import News
import Press
import Storage

/// Presses pages from one state of a store, to be compared.
struct PressedPages {
    private let transaction: ReadTransaction
    private let now: Timestamp

    init(_ transaction: ReadTransaction, now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// What the pages of these stories are; a story without a page is left out.
    func sums(_ stories: [(site: SiteNumber, number: StoryNumber)]) throws -> [BackupManifest.Page] {
        try Dictionary(grouping: stories, by: \.site).sorted { $0.key.rawValue < $1.key.rawValue }
            .flatMap { site, stories in
                let proof = try PageProof(transaction.newspaper(site), now: now)
                return try stories.compactMap { story in
                    try proof.page(of: story.number).map { page in
                        BackupManifest.Page(
                            newspaper: site.rawValue,
                            story: story.number.rawValue,
                            sha256: Checksum.of(page)
                        )
                    }
                }
            }
    }
}
