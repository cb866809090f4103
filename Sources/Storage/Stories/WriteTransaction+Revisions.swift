internal import Foundation
internal import News

extension WriteTransaction {
    /// Writes the line of the version that is being saved.
    func addRevision(of story: Story, by actor: Actor, because reason: String, at now: Timestamp) throws {
        try sql.execute(
            "INSERT INTO revision (story, version, saved_at, actor, reason) VALUES ($1, $2, $3, $4, $5)",
            [
                SQLValue(story.number), .integer(Int64(story.version)), SQLValue(now), .text(actor.description),
                .text(reason),
            ]
        )
    }

    /// Keeps what the present version says, before another takes its place.
    func keepText(of story: Story) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(StoredRevision(story)), as: UTF8.self)
        try sql.execute(
            "INSERT INTO revision_text (story, version, text) VALUES ($1, $2, $3)",
            [SQLValue(story.number), .integer(Int64(story.version)), .text(text)]
        )
    }
}
