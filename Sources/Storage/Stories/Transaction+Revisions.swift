internal import Foundation
public import News

extension Transaction {
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

    func keepRevision(_ revision: Revision) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(StoredRevision(revision.story)), as: UTF8.self)
        try sql.execute(
            "INSERT INTO revision (story, version, saved_at, actor, reason, text) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                SQLValue(revision.story.number), .integer(Int64(revision.story.version)), SQLValue(revision.savedAt),
                .text(revision.actor), .text(revision.reason), .text(text),
            ]
        )
    }
}
