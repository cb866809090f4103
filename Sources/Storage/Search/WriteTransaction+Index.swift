internal import News

/// What is to happen to the search index.
enum SearchChange {
    case add(IndexedWords, ListPosition)
    case remove(IndexedWords, ListPosition)
}

extension WriteTransaction {
    /// Notes changes of the index, to be made together.
    ///
    /// FTS5 gathers what is added in memory until another statement needs a savepoint, as every line of the journal
    /// does; adding stories between other changes would write one small segment for each.
    func index(_ changes: [SearchChange]) throws {
        unindexed += changes
        if unindexed.count >= 2_000 { try finishIndex() }
    }

    /// Makes the changes that were noted: before the index is asked, and before the transaction ends.
    func finishIndex() throws {
        let changes = unindexed
        unindexed = []
        for change in changes {
            switch change {
            case .add(let words, let position): try sql.searchIndex(of: siteNumber).add(words, at: position)
            case .remove(let words, let position): try sql.searchIndex(of: siteNumber).remove(words, at: position)
            }
        }
    }
}
