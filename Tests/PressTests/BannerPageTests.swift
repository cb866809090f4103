import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// The line of breaking news, as readers meet it.
@Suite struct BannerPageTests {
    private let room: Newsroom
    private let bagus: MemberNumber

    init() async throws {
        room = try await Newsroom(.newspaper(12))
        bagus = try await room.bagus(.editor)
    }

    private static let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")

    private func set(_ words: String, story: Int64? = nil, minutes: Int64 = 60, seen: Int = 0) async throws {
        try await room.desk.setBanner(
            words,
            story: story.map { StoryNumber(rawValue: $0) },
            until: room.clock.now.adding(seconds: minutes * 60),
            seen: seen,
            by: bagus,
            from: Self.caller
        )
        try await room.press.follower.catchUp()
    }

    /// What `Cache-Control` says of the page of a story.
    private func age(of number: Int64) async throws -> String? {
        try await room.page(of: number).cachingFields.fields.first { $0.name == "Cache-Control" }?.value
            .trimmingPrefix(" ").description
    }

    @Test func `the line is on every page at once, and no page is pressed for it`() async throws {
        let pages = [Address.front, .section(Section.dunia.slug), .index(), try await room.story(1).address]
        for page in pages { #expect(try await !room.text(page).contains("class=\"breaking\"")) }
        let pressings = try await room.count(.pressing) {
            try await set("Gempa <M 7> di \"Cianjur\"", story: 3)
            for page in pages {
                let text = try await room.text(page)
                #expect(text.contains("<div class=\"breaking\" role=\"status\">"))
                #expect(text.contains("Gempa &lt;M 7&gt; di &quot;Cianjur&quot;"))
                #expect(text.contains("<a href=\"\(try await room.story(3).address.path)\">Gempa"))
            }
        }
        #expect(pressings == 0)
        #expect(try await room.page(.search("tidak ada")).text.contains("class=\"breaking\""))
        #expect(room.press.notice(.notFound).text.contains("class=\"breaking\""))
    }

    @Test func `at its end it is gone without the store, and open pages are told`() async throws {
        try await set("Gempa", minutes: 1)
        let rails = try #require(room.press.state.rails)
        room.clock.advance(milliseconds: 59_999)
        try await room.press.ends.look()
        #expect(try await room.text(of: 1).contains("Gempa"))
        room.clock.advance(milliseconds: 1)
        room.home.store.close()
        try await room.press.ends.look()
        let after = try #require(room.press.state.rails)
        #expect(!String(decoding: after.fragment.inflated(), as: UTF8.self).contains("Gempa"))
        #expect(after.updates.id != rails.updates.id && after.updates.banner.isEmpty && !rails.updates.banner.isEmpty)
        for await update in room.press.updates.listen(known: rails.updates.id) {
            #expect(update == after.updates)
            break
        }
        // Nothing more happens, and nobody is told twice.
        try await room.press.ends.look()
        #expect(room.press.state.rails === after)
    }

    @Test func `a page that jumps over the last seconds loses the line all the same`() async throws {
        try await set("Gempa", minutes: 1)
        room.clock.advance(seconds: 3_600)
        try await room.press.ends.look()
        #expect(try await !room.text(of: 1).contains("Gempa"))
    }

    @Test func `no copy outlives the line: in its last seconds pages may be kept for as long as it has left`()
        async throws
    {
        room.clock.advance(seconds: 90 * 86_400)
        try await set("Gempa", minutes: 1)
        #expect(try await age(of: 1) == "public, max-age=30")
        room.clock.advance(milliseconds: 52_500)
        try await room.press.ends.look()
        #expect(try await age(of: 1) == "public, max-age=7")
        #expect(try await room.page(.front).caching == .closing(seconds: 5))
        #expect(try await room.page(.rails).caching == .closing(seconds: 5))
        room.clock.advance(seconds: 5)
        try await room.press.ends.look()
        #expect(try await age(of: 1) == "public, max-age=2")
        #expect(try await room.page(.search("gempa")).caching == .revalidated)
        room.clock.advance(seconds: 3)
        try await room.press.ends.look()
        #expect(try await age(of: 1) == "public, max-age=30")
    }

    @Test func `it goes with the story that it leads to`() async throws {
        try await set("Gempa", story: 3)
        #expect(try await room.text(of: 1).contains("Gempa"))
        try await room.withdraw(3)
        #expect(try await !room.text(of: 1).contains("Gempa"))
    }

    @Test func `it may be changed and taken down, and a stale change is refused`() async throws {
        try await set("Gempa")
        try await set("Gempa M 7,1", seen: 1)
        #expect(try await room.text(of: 1).contains("Gempa M 7,1"))
        await #expect(throws: NewsError.self) { try await set("Basi", seen: 1) }
        await #expect(throws: NewsError.self) { try await set("Tidak ada", story: 999, seen: 2) }
        try await room.desk.takeBannerDown(seen: 2, by: bagus, from: Self.caller)
        try await room.press.follower.catchUp()
        #expect(try await !room.text(of: 1).contains("class=\"breaking\""))
        await #expect(throws: NewsError.self) {
            try await room.desk.takeBannerDown(seen: 3, by: bagus, from: Self.caller)
        }
    }

    @Test func `another node shows it too, and loses it at its end`() async throws {
        let other = try Newsroom.room(over: try await room.home.another(), room.clock)
        try await other.open()
        try await set("Gempa", minutes: 1)
        try await other.follower.catchUp()
        #expect(other.notice(.notFound).text.contains("Gempa"))
        room.clock.advance(seconds: 60)
        try await other.ends.look()
        #expect(!other.notice(.notFound).text.contains("Gempa"))
    }
}
