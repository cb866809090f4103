import HTTPTypes
import Hummingbird
import News
import Press
import Storage

/// What names can be completed.
enum NameKind: String, CaseIterable {
    case tags, people
}

extension Newsroom {
    /// Names of a completed field.
    private static let mostNames = 8

    /// The names that begin with the field `q`, as a JSON array, for a page's script.
    func names(_ kind: NameKind, _ visit: MemberVisit) async throws -> Response {
        let beginning = visit.query["q"].collapsedWhitespace.shortened(to: 100)
        let names = try await store.read { transaction in
            switch kind {
            case .tags: try transaction.tagNames(beginningWith: beginning, limit: Self.mostNames)
            case .people: try transaction.peopleNames(beginningWith: beginning, limit: Self.mostNames)
            }
        }
        return answer(.ok, .array(names.map { .string($0) }))
    }
}
