import Editorial
import News
import TestSupport
import Testing

@testable import Press
@testable import Storage

/// What a change presses again, and what it leaves alone.
@Suite struct FreshnessTests {
    /// Asks for each page once more and says which of them were pressed anew.
    private func pressedAgain(_ room: Newsroom, _ addresses: [Address]) async throws -> [Address] {
        var again: [Address] = []
        for address in addresses {
            let count = try await room.count(.pressing) { _ = try await room.page(address) }
            if count > 0 { again.append(address) }
        }
        return again
    }

    @Test func `a journal that lost its end and went on presses everything again, and counts anew`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        let addresses: [Address] = [.front, .section(Section.dunia.slug), try await room.story(1).address, .sitemap(0)]
        _ = try await pressedAgain(room, addresses)
        #expect(try await pressedAgain(room, addresses) == [])
        // What a standby does that takes over without the last lines: others get their numbers.
        try await room.home.store.write { transaction in
            let table = TestDatabase.isPostgreSQL ? " ON journal" : ""
            _ = try transaction.sql.execute("DROP TRIGGER journal_is_not_changed" + table)
            _ = try transaction.sql.execute("UPDATE journal SET at = at + 1 WHERE sequence = 2")
        }
        try await room.press.follower.catchUp()
        #expect(try await pressedAgain(room, addresses) == addresses)
        #expect(try await room.count(.pressing) { try await room.press.follower.catchUp() } == 0)
        try await room.take(.sample(3))
        #expect(try await room.text(.front).contains(room.story(3).words.headline))
    }

    @Test func `a story presses its own lists again and no others`() async throws {
        let room = try await Newsroom([
            .sample(1) { $0.tags = [.rusia] },
            .sample(2) { copy in
                copy.section = .politik
                copy.tags = [.pemilu]
                copy.bylines = [Byline(.citra)]
            },
        ])
        let own: [Address] = [
            .front, .index(), .section(Section.politik.slug), .tag(Tag.pemilu.slug), .author(Person.citra.slug),
            .feed(.rss), .feed(.json, .section(Section.politik.slug)), .feed(.atom, .tag(Tag.pemilu.slug)),
            .sitemap(0), .sitemapIndex, .newsSitemap, .index(section: Section.politik.slug),
            .popular(.day, section: Section.politik.slug), try await room.story(2).address,
        ]
        let others: [Address] = [
            .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug), .robots, .manifest,
            .feed(.rss, .section(Section.dunia.slug)), .index(section: Section.dunia.slug),
            .popular(.day, section: Section.dunia.slug), try await room.story(1).address,
        ]
        _ = try await pressedAgain(room, own + others)
        try await room.take(
            .sample(3) { copy in
                copy.headline = "Pemilu Diulang"
                copy.section = .politik
                copy.tags = [.pemilu]
                copy.bylines = [Byline(.citra)]
            }
        )
        let again = try await pressedAgain(room, own + others)
        // Of what stands apart a page may share a counter with what moved, by a chance of one in some hundreds.
        let moved = try await room.story(3).topics.map { Dependency.topic($0) } + [.shard(0)]
        let still: [Dependency] =
            [.masthead, .topic(.story(StoryNumber(rawValue: 1))), .ranking(.day, Section.dunia.slug)]
            + [.section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug)].map { .topic($0) }
        let index = room.press.versions.index
        let isByChance = !Set(moved.map(index)).isDisjoint(with: still.map(index))
        #expect(isByChance ? again.starts(with: own) : again == own)
        for address in own where address != .sitemapIndex && address != .popular(.day, section: Section.politik.slug) {
            let text = try await room.text(address)
            #expect(text.contains("Pemilu Diulang") || text.contains("pemilu-diulang"), "\(address.path)")
        }
    }

    @Test func `an update that moves a story between sections is seen in both`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2) { $0.section = .politik }, .sample(3)])
        let dunia = Address.section(Section.dunia.slug)
        let politik = Address.section(Section.politik.slug)
        #expect(try await ownPart(room, dunia).contains("Kawat nomor 1"))
        #expect(try await !ownPart(room, politik).contains("Kawat nomor 1"))
        try await room.take(.sample(1, version: 5) { $0.section = .politik })
        #expect(try await !ownPart(room, dunia).contains("Kawat nomor 1"))
        #expect(try await ownPart(room, politik).contains("Kawat nomor 1"))
    }

    @Test func `related stories follow their tags`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        #expect(try await ownPart(room, room.story(1).address).contains("Kawat nomor 2"))
        try await room.take(.sample(2, version: 5) { $0.headline = "Judul Baru" })
        let part = try await ownPart(room, room.story(1).address)
        #expect(part.contains("Judul Baru") && !part.contains("Kawat nomor 2"))
    }

    @Test func `related stories follow their section where there are no tags`() async throws {
        let room = try await Newsroom([.plain(1, in: .dunia), .plain(2, in: .politik)])
        #expect(try await !ownPart(room, room.story(1).address).contains("Kawat nomor 3"))
        try await room.take(.plain(3, in: .dunia))
        #expect(try await ownPart(room, room.story(1).address).contains("Kawat nomor 3"))
    }

    @Test func `related stories follow their section where tags have too few`() async throws {
        let room = try await Newsroom([
            .sample(1) { $0.tags = [.pemilu] }, .sample(2) { $0.tags = [.pemilu] }, .plain(3, in: .dunia),
        ])
        #expect(try await ownPart(room, room.story(1).address).contains("Kawat nomor 3"))
        try await room.take(.plain(4, in: .dunia))
        #expect(try await ownPart(room, room.story(1).address).contains("Kawat nomor 4"))
    }

    /// Where tags give too few, the section fills the list up: what stands there must not outlive its story.
    @Test func `a story that was taken back stands under no other, however it came there`() async throws {
        let room = try await Newsroom([
            .sample(1) { $0.tags = [.pemilu] }, .plain(2, in: .dunia), .plain(3, in: .dunia),
        ])
        #expect(try await ownPart(room, room.story(1).address).contains("Kawat nomor 2"))
        try await room.withdraw(2)
        let part = try await ownPart(room, room.story(1).address)
        #expect(!part.contains("Kawat nomor 2") && part.contains("Kawat nomor 3"))
    }

    @Test func `a new section is on every masthead`() async throws {
        let room = try await Newsroom([.sample(1)])
        #expect(try await !ownPart(room, room.story(1).address).contains("/olahraga"))
        try await room.take(.plain(2, in: .olahraga))
        #expect(try await ownPart(room, room.story(1).address).contains("href=\"/olahraga\""))
        #expect(try await ownPart(room, .index()).contains("href=\"/olahraga\""))
        try await room.withdraw(2)
        #expect(try await !ownPart(room, room.story(1).address).contains("/olahraga"))
    }

    @Test(.timeLimit(.minutes(10))) func `what was committed before anybody followed is not missed`() async throws {
        let room = try await Newsroom([.sample(1)])
        _ = try await room.page(.front)
        _ = try await room.desk.takeWireCopy([.sample(2)], actor: "wire")
        #expect(try await !room.text(.front).contains("Kawat nomor 2"))
        let following = Task { await room.press.follow() }
        defer { following.cancel() }
        await room.hear(of: "Kawat nomor 2")
        #expect(try await room.text(.front).contains("Kawat nomor 2"))
    }

    @Test(.timeLimit(.minutes(10)))
    func `what another process commits is on the page as soon as it is followed`() async throws {
        let room = try await Newsroom([.sample(1)])
        let front = try await room.page(.front)
        let following = Task { await room.press.follow() }
        defer { following.cancel() }
        // A second store over the same file stands for a second process.
        let other = try await Newsroom.otherDesk(over: room)
        _ = try await other.takeWireCopy([.sample(7)], actor: "wire")
        await room.hear(of: "Kawat nomor 7")
        let page = try await room.page(.front)
        #expect(page.text.contains("Kawat nomor 7") && !front.text.contains("Kawat nomor 7"))
    }

    @Test func `many changes between two looks are all caught up with`() async throws {
        let room = try await Newsroom([.sample(1)])
        _ = try await room.page(.front)
        _ = try await room.desk.takeWireCopy(.newspaper(1_100), actor: "wire")
        try await room.press.follower.catchUp()
        #expect(try await ownPart(room, .front).contains("Kawat nomor 1100"))
        let compressions = try await room.count(.compression) { try await room.press.follower.catchUp() }
        #expect(compressions == 0)
    }

    /// A page without the rails, in which every headline stands for a while.
    private func ownPart(_ room: Newsroom, _ address: Address) async throws -> String {
        String(decoding: try await room.page(address).fragments[0].inflated(), as: UTF8.self)
    }
}
