import News
import Storage

extension RailsPage {
    init(_ readers: any ReadersView, _ rankings: Rankings) throws {
        let ranked = rankings.rail(limit: Self.rankedRows)
        self.init(
            popular: Array(try readers.rows(ranked).filter { $0.label == nil }.prefix(Self.popularRows)),
            latest: try readers.rows(.site, before: nil, limit: Self.latestRows),
            banner: try readers.banner().flatMap { try Line($0, readers) }
        )
    }
}

extension RailsPage.Line {
    /// Nil where it was taken down, or where readers do not see the story that it leads to.
    fileprivate init?(_ banner: Banner, _ readers: any ReadersView) throws {
        let row = try banner.story.map { try readers.rows([$0]).first }
        if banner.words.isEmpty || (banner.story != nil && row == .some(nil)) { return nil }
        self.init(words: banner.words, address: row??.address, end: banner.end)
    }
}
