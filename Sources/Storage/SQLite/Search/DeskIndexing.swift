internal import News

/// How a store that is older than the newsroom's index gets one.
///
/// A migration is text, and stems are made by a program; so this follows the migration, in the same transaction.
enum DeskIndexing {
    /// The migration that made the index.
    static let migration = 4

    /// Adds the stories that the newsroom finds by it.
    static func fill(_ connection: SQLiteConnection) throws {
        // Their numbers alone: what else is known of a newspaper has columns that later migrations make.
        for site in try connection.rows("SELECT number FROM site") {
            let number = SiteNumber(rawValue: try site.required(0))
            let transaction = WriteTransaction(connection, of: number)
            for row in try connection.rows(storiesQuery, [SQLValue(number)]) {
                if let story = try transaction.story(try row.number(0)) { try transaction.keepDeskWords(of: story) }
            }
        }
    }

    private static let storiesQuery = """
        SELECT story FROM desk_story WHERE site = $1 AND (stage IS NOT NULL OR public_state <> 'live')
        """
}
