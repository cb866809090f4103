internal import Dispatch

/// A server, spoken to outside of any store: how tests make databases, break them and drop them.
package enum PostgreSQLServer {
    /// Runs one statement on a connection of its own.
    /// - Returns: The first column of its rows, as text.
    @discardableResult
    package static func run(_ sql: String, at address: String) async throws -> [String] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try ask(sql, address) })
            }
        }
    }

    private static func ask(_ sql: String, _ address: String) throws -> [String] {
        let session = try PostgreSQLSession(PostgreSQLAddress(address))
        let result = try session.run(sql, [])
        return try (0..<result.count).map { try result.row($0).text(0) ?? "" }
    }
}
