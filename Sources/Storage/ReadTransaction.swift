/// What can be asked of one consistent state of the store, by topic in extensions.
///
/// `Store.read` gives one. It offers nothing that changes the store, so whoever has only this cannot save.
/// It lives as long as its closure and must not leave it.
public class ReadTransaction {
    let sql: any SQLConnection
    /// Those of the languages that were needed in this transaction.
    var stemmers = Stemmers()

    init(_ sql: any SQLConnection) {
        self.sql = sql
    }

    /// Makes the search index complete before it is asked.
    ///
    /// Only a transaction that writes has something to do here.
    func prepareSearch() throws {}
}
