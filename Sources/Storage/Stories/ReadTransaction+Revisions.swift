internal import Foundation
public import News

extension ReadTransaction {
    /// What a story was before each save, the oldest first.
    public func revisions(of number: StoryNumber) throws -> [Revision] {
        try sql.rows(
            "SELECT version, saved_at, actor, reason, text FROM revision WHERE story = $1 ORDER BY version",
            [SQLValue(number)]
        ).map { row in
            let stored = try JSONDecoder().decode(StoredRevision.self, from: Data(try row.string(4).utf8))
            return Revision(
                story: try stored.story(number, version: Int(try row.required(0))) { try picture(digest: $0) },
                savedAt: try row.time(1),
                actor: try row.string(2),
                reason: try row.string(3)
            )
        }
    }
}
