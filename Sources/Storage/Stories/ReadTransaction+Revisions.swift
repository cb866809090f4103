internal import Foundation
public import News

extension ReadTransaction {
    /// The versions of a story, the oldest first; the last is the present one.
    public func revisions(of number: StoryNumber) throws -> [Revision] {
        try story(number).map { try revisions(of: $0) } ?? []
    }

    func revisions(of present: Story) throws -> [Revision] {
        try sql.rows(Self.revisionQuery, [SQLValue(present.number)]).map { row in
            let version = Int(try row.required(0))
            guard let actor = Actor(try row.string(2)) else {
                throw SQLFault.story(
                    present.number.rawValue,
                    "its version \(version) names an actor that cannot be read"
                )
            }
            return Revision(
                story: try row.text(4).map { try stored($0, of: present.number, version) } ?? present,
                savedAt: try row.time(1),
                actor: actor,
                reason: try row.string(3)
            )
        }
    }

    private func stored(_ text: String, of number: StoryNumber, _ version: Int) throws -> Story {
        do {
            return try JSONDecoder().decode(StoredRevision.self, from: Data(text.utf8))
                .story(number, version: version) { try picture(digest: $0) }
        } catch is DecodingError {
            throw SQLFault.story(number.rawValue, "its version \(version) cannot be read")
        }
    }

    private static let revisionQuery = """
        SELECT revision.version, saved_at, actor, reason, text FROM revision
        LEFT JOIN revision_text ON revision_text.story = revision.story AND revision_text.version = revision.version
        WHERE revision.story = $1 ORDER BY revision.version
        """
}
