internal import News

/// What can be asked and changed inside `Store.read` and `Store.write`, by topic in extensions.
///
/// Lives as long as its closure and must not leave it.
public struct Transaction {
    let sql: SQLConnection
    let memo = Memo()

    init(_ sql: SQLConnection) {
        self.sql = sql
    }
}

/// What a transaction has looked up already; with hundreds of stories in one, most names come back.
final class Memo {
    /// By their keys.
    var names: [NameTable: [String: KeptName]] = [:]
    var sitemapShards: [Int64: Timestamp] = [:]
    var stemmers = Stemmers()
    var unindexed: [SearchTable.Change] = []
}
