import Foundation
import Testing

@testable import Storage

/// PostgreSQL's plan of a statement, in the words that SQLite has for the same.
///
/// Tables of tests are small, and of a small table PostgreSQL rightly reads all. So it is told not to, nor to sort: what it
/// does all the same, no index could have spared.
enum PostgreSQLPlan {
    static let settings = """
        SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off;
        SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_bitmapscan = off;
        SET LOCAL enable_material = off; SET LOCAL enable_memoize = off
        """

    private struct Node: Decodable {
        let type: String
        let table: String?
        let index: String?
        let condition: String?
        let role: String?
        let parts: [Node]?

        /// Whether it is a query inside another's condition, which is run for itself.
        var isAside: Bool { role == "InitPlan" || role == "SubPlan" }

        enum CodingKeys: String, CodingKey {
            case type = "Node Type"
            case table = "Relation Name"
            case index = "Index Name"
            case condition = "Index Cond"
            case role = "Parent Relationship"
            case parts = "Plans"
        }
    }

    private struct Explained: Decodable {
        let plan: Node

        enum CodingKeys: String, CodingKey {
            case plan = "Plan"
        }
    }

    static func steps(of sql: String, _ values: [SQLValue], _ connection: PostgreSQLConnection) throws -> [String] {
        let result = try connection.session.run("EXPLAIN (FORMAT JSON, COSTS OFF) " + sql, values)
        let json = try result.row(0).string(0)
        let explained = try JSONDecoder().decode([Explained].self, from: Data(json.utf8))
        return explained.flatMap { steps(of: $0.plan) }
    }

    private static func steps(of node: Node) -> [String] {
        let own: [String] =
            switch node.type {
            case "Seq Scan": ["SCAN " + (node.table ?? "")]
            case "Index Scan": [verb(node) + " USING INDEX " + (node.index ?? "")]
            case "Index Only Scan": [verb(node) + " USING COVERING INDEX " + (node.index ?? "")]
            case "Bitmap Heap Scan": ["SEARCH " + (node.table ?? "")]
            case "Sort", "Incremental Sort": ["USE TEMP B-TREE FOR ORDER BY"]
            default: []
            }
        let parts = node.parts ?? []
        return own + parts.filter { !$0.isAside }.flatMap(steps) + parts.filter(\.isAside).flatMap(steps)
    }

    /// An index without a condition is read from one end to the other.
    private static func verb(_ node: Node) -> String {
        (node.condition == nil ? "SCAN " : "SEARCH ") + (node.table ?? "")
    }
}
