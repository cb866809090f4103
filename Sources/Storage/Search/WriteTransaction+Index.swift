internal import News

/// A change to make to the search index.
enum SearchChange {
    case add(IndexedWords, ListPosition)
    case remove(IndexedWords, ListPosition)
}

extension WriteTransaction {
    /// Collects changes of the index, to be made together.
    func index(_ changes: [SearchChange]) throws {
        unindexed += changes
        if unindexed.count >= searchIndex.changesAtOnce { try finishIndex() }
    }

    /// Makes the collected changes, before the index is queried and before the transaction ends.
    func finishIndex() throws {
        let changes = unindexed
        unindexed = []
        for change in changes {
            switch change {
            case .add(let words, let position): try searchIndex.add(words, at: position)
            case .remove(let words, let position): try searchIndex.remove(words, at: position)
            }
        }
    }
}
