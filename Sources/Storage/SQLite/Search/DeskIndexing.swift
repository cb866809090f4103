internal import News

/// How a store that is older than the newsroom's index gets one.
///
/// A migration is text, and stems are made by a program; so this follows the migration, in the same transaction.
enum DeskIndexing {
    /// The migration that made the index.
    static let migration = 4

    /// Adds the stories that the newsroom finds by it.
    static func fill(_ connection: SQLiteConnection) throws {
        for site in try ReadTransaction(connection, of: .first).sites() {
            let transaction = WriteTransaction(connection, of: site.number)
            for row in try connection.rows(storiesQuery, [SQLValue(site.number)]) {
                if let story = try transaction.story(try row.number(0)) { try transaction.keepDeskWords(of: story) }
            }
        }
    }

    private static let storiesQuery = """
        SELECT story FROM desk_story WHERE site = $1 AND (stage IS NOT NULL OR public_state <> 'live')
        """
}
