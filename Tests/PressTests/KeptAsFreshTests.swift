import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// Whatever happens to the stories: a page that was kept is the page that would be pressed now.
///
/// A page that shows something on which it does not depend is found here, whatever that is.
@Suite struct KeptAsFreshTests {
    private static let stories: Int64 = 9
    private static let sections: [Section] = [.dunia, .politik, .olahraga]

    /// Copy for a story as chance has it.
    private static func copy(of index: Int64, version: Int64, _ chance: inout Seeded) -> WireItem {
        var item = WireItem.sample(index, version: version)
        item.copy.headline = "Kawat nomor \(index), versi \(version)"
        item.copy.section = sections[Int.random(in: 0..<2, using: &chance)]
        item.copy.tags = [Tag.rusia, .koreaUtara, .pemilu].filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }
        item.copy.bylines = [Person.alifia, .citra].filter { _ in Bool.random(using: &chance) }.map { Byline($0) }
        if Int.random(in: 0..<3, using: &chance) == 0 {
            let other = StoryNumber(rawValue: Int64.random(in: 1...stories, using: &chance))
            item.copy.body = Body(blocks: [.paragraph([.text("Awal.")]), .related(other)])
        }
        return item
    }

    /// All kinds of pages, and each story's.
    private static func addresses(_ room: Newsroom) async throws -> [Address] {
        var addresses: [Address] = [
            .front, .index(), .newsSitemap, .sitemapIndex, .sitemap(0), .popular(.day), .feed(.rss), .feed(.json),
            .tag(Tag.rusia.slug), .tag(Tag.pemilu.slug), .corrections(), .feed(.rss, .corrections),
            .author(Person.citra.slug),
            .feed(.atom, .tag(Tag.koreaUtara.slug)),
        ]
        for section in sections {
            addresses += [
                .section(section.slug), .corrections(section: section.slug), .index(section: section.slug),
                .feed(.rss, .section(section.slug)),
            ]
        }
        for number in 1...stories {
            let place = try await room.home.store.read { try $0.readersAddress(of: StoryNumber(rawValue: number)) }
            if let place { addresses += [place, .changes(StoryNumber(rawValue: number))] }
        }
        return addresses
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `pages that were kept through any changes are as if they were pressed now`(seed: UInt64) async throws {
        var chance = Seeded(seed: seed)
        let room = try await Newsroom((1...5).map { Self.copy(of: $0, version: 0, &chance) })
        for step in 1...14 as ClosedRange<Int64> {
            let index = Int64.random(in: 1...Self.stories, using: &chance)
            let act = Int.random(in: 0..<5, using: &chance)
            let isLive = try await Self.isLive(index, room)
            if act == 0, isLive {
                try await room.withdraw(index)
            } else if act == 1, isLive {
                try await room.correct(index, "Ralat langkah \(step).")
            } else {
                try await room.take(Self.copy(of: index, version: step, &chance))
            }
            let fresh = try Newsroom.room(over: room.home.store, room.clock)
            try await fresh.open()
            for address in try await Self.addresses(room) {
                guard case .page(let now) = try await fresh.answer(address, path: address.path) else { continue }
                let kept = try await room.page(address)
                #expect(kept.status == now.status && kept.text == now.text, "\(address.path), step \(step)")
            }
        }
    }

    private static func isLive(_ index: Int64, _ room: Newsroom) async throws -> Bool {
        try await room.home.store.read { try $0.story(StoryNumber(rawValue: index))?.state } == .live
    }
}
