public import News

extension ReadTransaction {
    /// When readers saw a story again that had been withdrawn or had left their sight otherwise, the last time; nil where it
    /// never had.
    public func returned(_ number: StoryNumber) throws -> Timestamp? {
        try sql.row(Self.returnedQuery, [SQLValue(number)])?.optionalTime(0)
    }

    /// When readers were next given a text of a story after a time.
    public func textChanged(_ number: StoryNumber, after time: Timestamp) throws -> Timestamp? {
        try sql.row(Self.textChangedQuery, [SQLValue(number), SQLValue(time)])?.optionalTime(0)
    }

    static let returnedQuery = """
        SELECT min(at) FROM journal WHERE story = $1 AND act IN ('published', 'brought_back', 'updated') AND sequence >
        (SELECT max(sequence) FROM journal WHERE story = $1 AND act IN ('withdrawn', 'held'))
        """

    static let textChangedQuery = """
        SELECT min(at) FROM journal
        WHERE story = $1 AND at > $2 AND act IN ('published', 'brought_back', 'updated')
        """
}
