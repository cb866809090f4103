internal import News

/// What can be changed in the store, by topic in extensions, and all that a `ReadTransaction` can be asked.
///
/// `Store.write` gives one: all of its changes are kept, or none. Stories are saved from `Editorial` alone, which
/// `scripts/check-imports` checks.
public final class WriteTransaction: ReadTransaction {
    /// Names that were looked up or made in this transaction, by their keys: most names occur again in a transaction of
    /// hundreds of stories.
    var names: [NameTable: [String: KeptName]] = [:]
    /// Shards of the sitemap that were touched in this transaction, and when.
    var sitemapShards: [Int64: Timestamp] = [:]
    /// Changes of the search index that are still to be made.
    var unindexed: [SearchChange] = []

    override func prepareSearch() throws {
        try finishIndex()
    }
}
