import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Stories among which the script of a story's page lets somebody choose.
@Suite(.timeLimit(.minutes(10))) struct ChoiceTests {
    private func numbers(_ response: TestResponse) throws -> [Int] {
        let json = try JSONValue(parsing: Array(response.text.utf8))
        return try #require(json.member("stories")?.asArray).compactMap { $0.member("number")?.asInteger }
    }

    @Test func `stories are found by words and by number, and nobody who is not signed in finds any`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        var hidden = WireItem.sample(2, status: .withheld)
        hidden.copy.headline = "Zamrud dari Palu"
        try await portal.take(hidden)
        let path = "/newsroom/choices"
        let stranger = try await DeskBrowser(portal).get(path + "?words=zamrud")
        #expect(stranger.status == .unauthorized && !stranger.text.contains("Palu"))
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        let found = try await citra.get(path + "?words=zamrud+palu")
        #expect(found.status == .ok && found["Cache-Control"] == "private, no-store")
        #expect(try numbers(found) == [2])
        #expect(found.text.contains("\"isPublic\":false") && found.text.contains("Belum terbit"))
        #expect(try numbers(try await citra.get(path + "?number=1")) == [1])
        #expect(try Set(numbers(try await citra.get(path))) == [1, 2])
        for query in [
            "?number=9", "?number=", "?number=0", "?number=-1", "?number=99999999999999999999", "?words=tidakada",
        ] {
            #expect(try numbers(try await citra.get(path + query)).isEmpty, "\(query)")
        }
        let long = String(repeating: "a", count: 5_000)
        #expect(try await citra.get(path + "?words=" + long).status == .ok)
        #expect(try await citra.post(path, ["words": "x"]).status != .ok)
    }
}
