public import News

/// What can be asked of one consistent state of the store, by topic in extensions.
///
/// It is about one newspaper: stories, names, lists, reads and the journal of others do not exist for it, not even by
/// their numbers.
///
/// `Store.read` gives one. It offers nothing that changes the store, so whoever has only this cannot save.
/// It lives as long as its closure and must not leave it.
public class ReadTransaction {
    let sql: any SQLConnection
    /// The newspaper that it is about.
    public let siteNumber: SiteNumber
    /// The stemmers of the languages that were needed so far in this transaction.
    var stemmers = Stemmers()

    init(_ sql: any SQLConnection, of site: SiteNumber) {
        self.sql = sql
        siteNumber = site
    }

    /// The search index, as the newspaper asks it.
    var searchIndex: any SearchIndex { sql.searchIndex(of: siteNumber) }

    /// Brings the search index up to date before it is queried.
    ///
    /// Only a transaction that writes has something to do here.
    func prepareSearch() throws {}
}
