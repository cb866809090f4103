import Editorial
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// Pages as readers saw them at a past instant, beside what the press really answered then.
@Suite struct PastPageTests {
    /// What readers got at an instant.
    private struct Seen {
        let at: Timestamp
        let act: String
        let address: Address
        let status: PressedPage.Status
        let text: String
    }

    private static let sections = [Section.dunia, .politik, .olahraga]
    private let one = StoryNumber(rawValue: 1)

    /// The pages of the front, of all sections and of all stories as the press answers them now.
    private func look(_ room: Newsroom, after act: String, _ stories: [StoryNumber]) async throws -> [Seen] {
        let places: [Address] = try await room.home.store.read { transaction in
            try stories.map { number in
                let none = Address.story(section: Section.dunia.slug, number, Slug(chosen: nil, headline: "x"))
                return try transaction.readersAddress(of: number) ?? none
            }
        }
        var seen: [Seen] = []
        for address in [.front] + Self.sections.map({ Address.section($0.slug) }) + places {
            let page = try await room.page(address)
            seen.append(Seen(at: room.clock.now, act: act, address: address, status: page.status, text: page.text))
        }
        return seen
    }

    private func past(
        _ room: Newsroom,
        _ address: Address,
        at time: Timestamp,
        showsHidden: Bool = true
    ) async throws -> (text: String, status: PressedPage.Status) {
        let newspaper = room.press.newspaper
        let page = try await room.home.store.read { try PastPage(address, at: time, showsHidden: showsHidden, $0) }
        let (bytes, status) = page.html(newspaper, isFramed: false)
        return (String(decoding: bytes, as: UTF8.self), status)
    }

    /// The proof: whatever was done, each page is told byte for byte as the press answered it after each act.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `every page is told as the press answered it, after each of a random row of acts`(seed: UInt64) async throws {
        let room = try await Newsroom(.newspaper(9))
        let editor = try await room.bagus(.managingEditor)
        var acts = RandomActs(room: room, editor: editor, seed: seed)
        var seen = try await look(room, after: "nothing", acts.stories)
        var done: [String: Int] = [:]
        for _ in 0..<60 {
            room.clock.advance(milliseconds: Int64.random(in: 30_000...400_000, using: &acts.chance))
            guard let act = try await acts.perform() else { continue }
            try await room.press.ends.look()
            done[act, default: 0] += 1
            try await room.press.follower.catchUp()
            seen += try await look(room, after: act, acts.stories)
        }
        // Not a row of refusals.
        #expect(done.count >= 8, "\(done)")
        for page in seen {
            let (text, status) = try await past(room, page.address, at: page.at)
            #expect(status == page.status, "\(page.address.path) after \(page.act)")
            guard text != page.text else { continue }
            Issue.record("\(page.address.path) after \(page.act), seed \(seed): \(Self.difference(page.text, text))")
            return
        }
    }

    private static func difference(_ seen: String, _ told: String) -> String {
        let lines = told.split(separator: "\n").difference(from: seen.split(separator: "\n"))
        return lines.prefix(8).map { "\($0)" }.joined(separator: "\n")
    }

    /// The page as members get it.
    private func framed(
        _ room: Newsroom,
        _ address: Address,
        at time: Timestamp
    ) async throws -> (text: String, status: PressedPage.Status) {
        let (html, status) = try await room.press.past(
            address,
            at: time,
            showsHidden: false,
            picturesBelow: "/newsroom"
        )
        return (String(buffer: html), status)
    }

    @Test func `a page of the past says of when it is and is listed by no search engine`() async throws {
        let room = try await Newsroom([.sample(1)])
        let now = room.clock.now
        let address = try await room.story(1).address
        room.clock.advance(seconds: 600)
        try await room.withdraw(1)
        let (text, status) = try await framed(room, address, at: now)
        #expect(status == .ok && text.contains("Kawat nomor 1"))
        #expect(text.contains("Beginilah halaman ini tampak bagi pembaca pada 2 Jan 2026, 12:00 WIB."))
        #expect(text.contains("Ini bukan halaman hari ini."))
        #expect(text.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"))
        #expect(text.contains("Populer saat itu tidak disimpan"))
        let after = try await framed(room, address, at: room.clock.now)
        #expect(after.status == .gone && after.text.contains("Dicabut"))
    }

    @Test func `what a correction hides is not told of before it, but to whoever may see it`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        let first = room.clock.now
        let address = try await room.story(1).address
        room.clock.advance(seconds: 600)
        let open = try await room.desk.openWorkingCopy(of: one, actor: "citra")
        var copy = open.copy
        copy.headline = "Tanpa nama"
        _ = try await room.desk.saveWorkingCopy(of: one, copy, madeFrom: open.base, actor: "citra")
        let draft = Correction.Draft(kind: .correction, place: .above, words: "Nama anak dihapus.", hidesFormer: true)
        _ = try await room.desk.correctStory(one, draft, actor: "citra")
        let mended = room.clock.now
        await #expect(throws: PastGap.hidden(by: 1)) {
            _ = try await past(room, address, at: first, showsHidden: false)
        }
        #expect(try await past(room, address, at: first).text.contains("Kawat nomor 1"))
        #expect(try await past(room, address, at: mended, showsHidden: false).text.contains("Tanpa nama"))
        // Nor is its headline told in a list, which says that one is left out.
        let front = try await framed(room, .front, at: first).text
        #expect(!front.contains("Kawat nomor 1") && front.contains("Kawat nomor 2"))
        #expect(front.contains("disembunyikan oleh ralat: 1 berita"))
    }

    @Test func `of an archive nothing is told from before it came in`() async throws {
        let room = try await Newsroom([.sample(1)])
        let address = try await room.story(1).address
        let before = room.clock.now.adding(seconds: -60)
        await #expect(throws: PastGap.before(arrival: room.clock.now)) {
            _ = try await past(room, address, at: before)
        }
        // Before its own date there was nothing anywhere.
        let long = room.clock.now.adding(seconds: -200_000)
        #expect(try await past(room, address, at: long).status == .notFound)
        #expect(try await framed(room, .front, at: before).text.contains("tidak tersimpan di sini: 1 berita"))
    }
}
