import Editorial
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

extension Portal {
    /// Serves, at the port that the work is given, while those who have stories and the list open are told.
    func servingEvents(_ work: (Int) async throws -> Void) async throws {
        let following = Task { [desk] in await desk.followStories() }
        defer { following.cancel() }
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let (end, ended) = AsyncStream.makeStream(of: Void.self)
        let server = Task { [server] in
            try await server.test(.live) { client in
                opened.yield(try #require(client.port))
                for await _ in end {}
            }
        }
        for await port in ports {
            do {
                try await work(port)
            } catch {
                Issue.record(error)
            }
            break
        }
        ended.finish()
        try await server.value
    }
}
