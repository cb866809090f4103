import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// Two newspapers of one house, of different name, language, zone and address, with stories of their own: over one store,
/// one cache and one clock, nothing of one is in the other.
@Suite(.timeLimit(.minutes(10))) struct TwoNewspapersTests {
    private let room: Newsroom
    private let warta: PressRoom
    private let courier: PressRoom
    private let courierDesk: Desk

    /// What no page of the other may say: its address, its name, a word of its language, what only its stories say.
    private static let traces = (
        ofWarta: ["warta.example", "Warta</title>", "Populer</a>", "Halaman tidak ditemukan", "Kawat", "kawat-nomor"],
        ofCourier: ["courier.example", "The Courier", "Most read", "Page not found", "Kabel", "kabel-nomor"]
    )

    /// The same wire's items, with the same uris, sections, tags and people, under headlines of their own.
    private static func courierItem(_ index: Int64) -> WireItem {
        var item = [WireItem].newspaper(9)[Int(index) - 1]
        item.copy.headline = "Kabel nomor \(index)"
        return item
    }

    init() async throws {
        try await self.init(budget: 64 << 20)
    }

    private init(budget: Int) async throws {
        room = try await Newsroom(.newspaper(9), budget: budget)
        warta = room.press
        let new = Site(name: "The Courier", language: "en", zone: .utc, hosts: ["courier.example"])
        let site = try await room.desk.addSite(new)
        let store = room.home.store.newspaper(site.number)
        courierDesk = Desk(store: store, logger: .silent) { [clock = room.clock] in clock.now }
        _ = try await courierDesk.takeWireCopy((1...9).map(Self.courierItem), actor: "wire")
        courier = PressRoom(
            warta.house,
            store: store,
            site: site,
            url: "https://courier.example",
            theme: try Newsroom.english.get()
        )
        try await courier.open()
    }

    private func page(_ press: PressRoom, _ address: Address) async throws -> PressedPage {
        guard case .page(let page) = try await press.answer(address, path: address.path) else {
            throw NewsError(.notFound, "\(address.path) is answered with another address.")
        }
        return page
    }

    private func addresses() async throws -> [Address] {
        let missing = Address.tag(Tag.pemilu.slug)
        return try await Place.all(section: .dunia, tag: .rusia, author: .alifia) + [
            .robots, .security, .manifest, .search("tak-ada"), .popular(.week), .search("nomor"), missing,
            room.story(3).address, try await courierStory(12).address,
        ]
    }

    private func courierStory(_ number: Int64) async throws -> Story {
        let store = room.home.store.newspaper(SiteNumber(rawValue: 2))
        return try await #require(store.read { try $0.story(StoryNumber(rawValue: number)) })
    }

    @Test func `each address is a page of each newspaper, and says nothing of the other`() async throws {
        for address in try await addresses() {
            // Twice, so that the second is answered from what is kept.
            for _ in 0..<2 {
                let (own, other) = (try await page(warta, address).text, try await page(courier, address).text)
                #expect(own != other, "\(address.path)")
                for trace in Self.traces.ofCourier { #expect(!own.contains(trace), "\(trace) at \(address.path)") }
                for trace in Self.traces.ofWarta { #expect(!other.contains(trace), "\(trace) at \(address.path)") }
            }
        }
        let times = (try await page(warta, .rails).text, try await page(courier, .rails).text)
        #expect(times.0.contains("Jumat, 02 Januari 2026 | ") || times.0.contains("Kamis, 01 Januari 2026 | "))
        #expect(times.1.contains("Thursday, 1 January 2026 | ") && times.1.contains("UTC"))
    }

    @Test func `an event loop finds what is kept for its newspaper, and not what is kept for the other`() async throws {
        let front = Address.front
        let (own, other) = (LoopPageCache(warta), LoopPageCache(courier))
        let pressed = try await page(warta, front)
        #expect(own.page(front.path)?.entityTag(gzip: true) == pressed.entityTag(gzip: true))
        #expect(other.page(front.path) == nil)
        _ = try await page(courier, front)
        #expect(other.page(front.path)?.text.contains("courier.example") == true)
        #expect(own.page(front.path)?.text.contains("warta.example") == true)
    }

    @Test func `two newspapers' pages of one address are two, even where their hashes are one`() {
        let (own, other) = (PageKey(.front, of: 0), PageKey(.front, of: 1))
        #expect(own != other && own.hash != other.hash)
        var path = "/"
        path.withUTF8 { path in
            let path = UnsafeRawBufferPointer(path)
            #expect(own.equals(path, of: 0) && !own.equals(path, of: 1))
            #expect(PageKey.hash(path, of: 1) == other.hash)
        }
    }

    @Test func `what changes in one presses nothing of the other again`() async throws {
        for address in try await addresses() { _ = try await page(courier, address) }
        let rails = courier.state.rails
        var tally = ReadTally()
        let four = StoryNumber(rawValue: 4)
        tally.add([ReadSum(story: four, reads: 9, weight: 9)], to: .day)
        tally.place([four: Section.dunia.slug])
        try await warta.ranker.publish(tally.rankings(limit: 50))
        for dependency: Dependency in [.masthead, .hour, .topic(.site), .topic(.story(StoryNumber(rawValue: 3)))] {
            warta.versions.move(dependency)
        }
        #expect(try await page(warta, .rails).text.contains("id=\"populer\""))
        // Searches, and what has no page, are never kept.
        let unkept: Set<Address> = [
            .search("tak-ada"), .search("nomor"), .tag(Tag.pemilu.slug), try await room.story(3).address,
        ]
        let kept = try await addresses().filter { !unkept.contains($0) }
        let pressed = try await room.count(.pressing) {
            for address in kept { _ = try await page(courier, address) }
        }
        #expect(pressed == 0)
        #expect(courier.state.rails === rails)
        #expect(courier.state.rankings == .none)
    }

    @Test func `each has notices of its own, pressed once`() async throws {
        let compressed = try await room.count(.compression) {
            for _ in 0..<3 {
                #expect(warta.notice(.notFound).text.contains("Halaman tidak ditemukan"))
                #expect(courier.notice(.notFound).text.contains("Page not found"))
            }
        }
        #expect(compressed == 2)
    }

    @Test func `a story that comes into one is told to its own open pages, and moves nothing of the other`()
        async throws
    {
        var own = warta.updates.listen(known: warta.state.rails?.updates.id).makeAsyncIterator()
        var other = courier.updates.listen(known: courier.state.rails?.updates.id).makeAsyncIterator()
        let rails = courier.state.rails
        try await room.take(.sample(90) { $0.headline = "Gempa Guncang Cianjur" })
        let told = await own.next()
        #expect(told?.html.contains("Gempa Guncang Cianjur") == true && told?.html.contains("Januari") == true)
        try await courier.follower.catchUp()
        #expect(courier.state.rails === rails)
        var item = Self.courierItem(9)
        item.copy.headline = "Quake Shakes Cianjur"
        item.version = item.version.adding(seconds: 1)
        _ = try await courierDesk.takeWireCopy([item], actor: "wire")
        try await courier.follower.catchUp()
        let toldOther = await other.next()
        #expect(toldOther?.html.contains("Quake Shakes Cianjur") == true && toldOther?.html.contains("January") == true)
        #expect(try await !page(warta, .rails).text.contains("Quake"))
    }

    @Test func `a story of the other is not there under its own address`() async throws {
        let (own, other) = (try await room.story(3).address, try await courierStory(12).address)
        for (press, address, status) in [
            (warta, own, PressedPage.Status.ok), (courier, other, .ok), (courier, own, .notFound),
            (warta, other, .notFound),
        ] {
            #expect(try await page(press, address).status == status)
        }
    }

    @Test func `the budget of the cache is one for both`() async throws {
        let small = try await TwoNewspapersTests(budget: 30_000)
        for address in try await small.addresses() + small.addresses() {
            for press in [small.warta, small.courier] { _ = try await page(press, address) }
            #expect(small.warta.house.cacheSize <= 30_000)
        }
        #expect(small.warta.house.cacheSize > 15_000)
        #expect(small.warta.house.tally[.eviction] > 10)
    }

    @Test func `reads are counted for the newspaper whose page told of them, and a reader once`() {
        let (three, four) = (StoryNumber(rawValue: 3), StoryNumber(rawValue: 4))
        let now = room.clock.now
        for press in [warta, courier] {
            press.reads.count(three, from: .ipv4(1), browser: "Firefox", at: now)
        }
        courier.reads.count(four, from: .ipv4(1), browser: "Firefox", at: now)
        #expect(warta.reads.take().map(\.story) == [three])
        #expect(courier.reads.take().map(\.story).sorted() == [three, four])
        // What is said of one newspaper uses up nobody's reading of the other.
        #expect(warta.house.tally[refused: .repeated] == 0)
        courier.reads.count(four, from: .ipv4(1), browser: "Firefox", at: now)
        #expect(courier.reads.take().isEmpty && warta.house.tally[refused: .repeated] == 1)
    }
}
