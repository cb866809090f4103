import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// Stories among which the script of a story's page lets somebody choose.

extension Newsroom {
    /// Stories that are offered at once.
    private static let mostChoices = 8

    /// The stories that have some words, or the one of a number.
    func choices(_ visit: MemberVisit) async throws -> Response {
        guard !visit.isPost else {
            var response = fault(.methodNotAllowed, "not_allowed")
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        let query = visit.query
        let rows = try await store.read { transaction -> [DeskRow] in
            if query.has("number") {
                return try StoryNumber(query["number"]).flatMap { try transaction.deskRow(of: $0) }.map { [$0] } ?? []
            }
            var filter = DeskFilter(.all)
            filter.words = String(query["words"].prefix(Self.longestWords))
            return try transaction.deskPage(filter, limit: Self.mostChoices).rows
        }
        return answer(.ok, .members(["stories": .array(rows.map(choice))]))
    }

    /// Characters that are looked for at most.
    private static let longestWords = 200

    private func choice(_ row: DeskRow) -> JSONValue {
        .members([
            "number": .integer(row.number.rawValue), "headline": .string(row.headline),
            "section": .string(row.section.name), "isPublic": .bool(row.state == .live),
            "stateWords": .string(words(of: row.state)), "time": .string(strings.short(row.changed, in: site.zone)),
        ])
    }
}
