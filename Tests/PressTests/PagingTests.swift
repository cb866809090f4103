import News
import TestSupport
import Testing

@testable import Press

@Suite struct PagingTests {
    /// The headlines of a list's own part, in their order, and where it leads.
    private struct Leaf {
        let headlines: [String]
        let newer: Address?
        let older: Address?

        init(_ page: PressedPage) {
            let text = String(decoding: page.fragments[0].inflated(), as: UTF8.self)
            let links = text.matches(of: #/<a class="headline" href="[^"]*">([^<]*)</a>/#).map { String($0.1) }
            let rows = text.matches(of: #/<h3><a href="[^"]*">([^<]*)</a>/#).map { String($0.1) }
            headlines = links + rows
            newer = text.firstMatch(of: #/<a rel="prev" href="([^"]*)"/#).flatMap { Self.address(String($0.1)) }
            older = text.firstMatch(of: #/<a rel="next"[^>]* href="([^"]*)"/#).flatMap { Self.address(String($0.1)) }
        }

        private static func address(_ link: String) -> Address? {
            let parts = link.replacing("&amp;", with: "&").split(separator: "?", maxSplits: 1).map(String.init)
            return Address(path: parts[0], query: parts.count > 1 ? parts[1] : "")
        }
    }

    private func walk(_ room: Newsroom, from start: Address) async throws -> (forth: [String], back: [String]) {
        var forth: [String] = []
        var leaf = try await Leaf(room.page(start))
        forth += leaf.headlines
        #expect(leaf.newer == nil)
        while let older = leaf.older {
            leaf = try await Leaf(room.page(older))
            #expect(!leaf.headlines.isEmpty)
            forth += leaf.headlines
        }
        var back = leaf.headlines
        while let newer = leaf.newer {
            leaf = try await Leaf(room.page(newer))
            back = leaf.headlines + back
        }
        return (forth, back)
    }

    @Test(arguments: [1, ListPage.size - 1, ListPage.size, ListPage.size + 1, ListPage.size * 2, ListPage.size * 3 + 7])
    func `paging through the index meets every story once, there and back`(count: Int) async throws {
        let room = try await Newsroom(.newspaper(Int64(count)))
        let all = (1...count).reversed().map { "Kawat nomor \($0)" }
        let walk = try await walk(room, from: .index())
        #expect(walk.forth == all)
        #expect(walk.back == all)
    }

    @Test func `paging through a section, a tag, an author and a day stays within it`() async throws {
        let room = try await Newsroom(.newspaper(200))
        let all = (1...200).reversed()
        let starts: [(Address, [Int])] = [
            (.index(section: Section.politik.slug), all.filter { $0 % 3 == 1 }), (.tag(Tag.rusia.slug), Array(all)),
            (.author(Person.alifia.slug), Array(all)), (.index(day: CivilDay("2026-01-01")), Array(all)),
        ]
        for (address, numbers) in starts {
            let walk = try await walk(room, from: address)
            #expect(walk.forth == numbers.map { "Kawat nomor \($0)" }, "\(address.path)")
            #expect(walk.back == walk.forth, "\(address.path)")
        }
    }

    @Test func `a section's front and the pages behind it hold every story of it once`() async throws {
        let room = try await Newsroom(.newspaper(150))
        let section = Address.section(Section.politik.slug)
        let walk = try await walk(room, from: section)
        #expect(walk.forth == (1...150).reversed().filter { $0 % 3 == 1 }.map { "Kawat nomor \($0)" })
        #expect(walk.back == walk.forth)
    }

    @Test func `the index by day follows the clock of the newspaper`() async throws {
        // 23:30 UTC is half past six of the next morning in Jakarta.
        let room = try await Newsroom([
            dated(1, "2025-12-30T16:59:59Z"), dated(2, "2025-12-30T17:00:00Z"), dated(3, "2025-12-30T23:30:00Z"),
            dated(4, "2025-12-31T16:59:59.999Z"), dated(5, "2025-12-31T17:00:00Z"),
        ])
        func headlines(_ day: String) async throws -> [String] {
            try await Leaf(room.page(.index(day: CivilDay(day)))).headlines
        }
        #expect(try await headlines("2025-12-30") == ["Kawat nomor 1"])
        #expect(try await headlines("2025-12-31") == [4, 3, 2].map { "Kawat nomor \($0)" })
        #expect(try await headlines("2026-01-01") == ["Kawat nomor 5"])
        let text = try await room.text(.index())
        #expect(text.contains("Rabu, 31 Desember 2025"))
        #expect(text.contains("06:30 WIB"))
    }

    @Test func `a day without stories is a page that says so`() async throws {
        let room = try await Newsroom([.sample(1)])
        for day in ["0001-01-01", "1999-05-05", "9999-12-31"] {
            let page = try await room.page(.index(day: CivilDay(day)))
            #expect(page.status == .ok)
            #expect(page.text.contains("Tidak ada berita pada pilihan ini."))
        }
    }

    @Test func `positions that nobody was given do no harm`() async throws {
        let room = try await Newsroom(.newspaper(60))
        for value in [Int64.min, -1, 0, 1, .max] {
            let position = ListPosition(rawValue: value)
            for page in [Address.Page.before(position), .after(position)] {
                let section = Address.section(Section.dunia.slug, page)
                for address in [.index(page), section, .search("kawat", .best, page)] {
                    let status = try await room.status(address)
                    #expect([200, 404].contains(status), "\(address.path)")
                }
            }
        }
    }

    private func dated(_ index: Int64, _ time: String) -> WireItem {
        var item = WireItem.sample(index)
        item.firstPublished = RFC3339.read(time)?.time ?? .sampleNow
        item.version = item.firstPublished
        return item
    }
}
