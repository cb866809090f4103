import News
import TestSupport
import Testing

@testable import Press

@Suite struct EntityTagTests {
    @Test func `each coding has a tag of its own`() async throws {
        let room = try await Newsroom(.newspaper(3))
        let page = try await room.page(.front)
        #expect(page.entityTag(gzip: true) != page.entityTag(gzip: false))
        for tag in [page.entityTag(gzip: true), page.entityTag(gzip: false)] {
            // RFC 9110 section 8.8.3: an opaque-tag between quotation marks.
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.dropFirst().dropLast().allSatisfy { $0 != "\"" })
        }
    }

    @Test func `two press rooms over one store give the same tags and bytes`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let other = try Newsroom.room(over: room.home.store, room.clock)
        try await other.open()
        let addresses: [Address] = [
            .front, .section(Section.politik.slug), .index(), .feed(.rss), .sitemap(0), .rails,
            try await room.story(4).address,
        ]
        for address in addresses {
            let mine = try await room.page(address)
            guard case .page(let theirs) = try await other.answer(address, path: address.path) else {
                Issue.record("\(address.path) is answered with another address")
                continue
            }
            #expect(mine.entityTag(gzip: true) == theirs.entityTag(gzip: true), "\(address.path)")
            #expect(mine.bytes == theirs.bytes, "\(address.path)")
        }
    }

    @Test func `the tag changes exactly when a byte does`() async throws {
        let room = try await Newsroom(.newspaper(15))
        var seen: [String: [UInt8]] = [:]
        func look() async throws {
            let page = try await room.page(of: 2)
            let tag = page.entityTag(gzip: false)
            #expect(seen[tag] == nil || seen[tag] == page.bytes)
            #expect(!seen.contains { $0.key != tag && $0.value == page.bytes })
            seen[tag] = page.bytes
        }
        try await look()
        room.clock.advance(seconds: 30)
        try await look()
        #expect(seen.count == 1)
        // In the rails, then in the story, then nowhere on the page.
        try await room.take(.sample(90))
        try await look()
        #expect(seen.count == 2)
        try await room.take(.sample(2, version: 9) { $0.headline = "Lain" })
        try await look()
        #expect(seen.count == 3)
        try await room.take(.sample(3, version: 9) { $0.editorialNote = "Untuk meja saja." })
        try await look()
        #expect(seen.count == 3)
        // There and back again: the same bytes have the same tag.
        let before = try await room.page(of: 2).entityTag(gzip: true)
        try await room.take(.sample(91))
        #expect(try await room.page(of: 2).entityTag(gzip: true) != before)
        try await room.withdraw(17)
        #expect(try await room.page(of: 2).entityTag(gzip: true) == before)
    }

    @Test func `the date of a page is that of its last change, in its own part or in the rails`() async throws {
        let room = try await Newsroom(.newspaper(15))
        let start = try await room.page(of: 2).lastModified
        room.clock.advance(seconds: 10)
        #expect(try await room.page(of: 2).lastModified == start)
        try await room.take(.sample(90))
        #expect(try await room.page(of: 2).lastModified == start.adding(seconds: 10))
        room.clock.advance(seconds: 10)
        try await room.take(.sample(2, version: 9) { $0.headline = "Lain" })
        #expect(try await room.page(of: 2).lastModified == start.adding(seconds: 20))
        room.clock.advance(seconds: 10)
        try await room.take(.sample(3, version: 9) { $0.editorialNote = "Untuk meja saja." })
        #expect(try await room.page(of: 2).lastModified == start.adding(seconds: 20))
    }
}
