internal import Foundation
internal import News

extension WriteTransaction {
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
