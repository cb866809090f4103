internal import News

/// What can be changed in the store, by topic in extensions, and all that a `ReadTransaction` can be asked.
///
/// `Store.write` gives one: all of its changes are kept, or none. Stories are saved from `Editorial` alone, which
/// `scripts/check-imports` checks.
public final class WriteTransaction: ReadTransaction {
    /// Names that were looked up or made in this transaction, by their keys: most names occur again in a transaction of
    /// hundreds of stories; nil in it where there is no such name.
    var names: [NameTable: [String: KeptName?]] = [:]
    /// What was looked up for stories that are about to be saved.
    var ahead = LookAhead()
    /// The last numbers that were given in this transaction.
    var lastNumbers: [NumberSequence: Int64] = [:]
    /// The last change of the newsroom's list, once it was looked up.
    var lastPulse: Int64?
    /// Shards of the sitemap that were touched in this transaction, and when.
    var sitemapShards: [Int64: Timestamp] = [:]
    /// Changes of the search index that are still to be made.
    var unindexed: [SearchChange] = []

    /// Lets this transaction be committed before it has reached the disk, where the database can tell the two apart.
    ///
    /// For one of several that are acknowledged together: the last of them calls ``commitAll()``. Others see at once what was
    /// changed; where the database's server breaks down before the last is on the disk, it may be gone.
    public func commitEarly() throws { try sql.commitEarly() }

    /// Has the commit wait until this transaction, and all that were committed early before it, are on the disk.
    ///
    /// A transaction that changes nothing would have nothing to wait for, and those before it might not be there yet.
    public func commitAll() throws { try sql.commitAll() }

    override func prepareSearch() throws {
        try finishIndex()
    }
}
