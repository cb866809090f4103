import Application
import Editorial
import News
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Press
@testable import Web

/// When readers see what the desk does, as a real server is asked over HTTP.
@Suite(.timeLimit(.minutes(10))) struct ReceiptTests {
    let portal: Portal
    let cast: DeskCast
    let dewi: DeskBrowser

    private let caller = Caller(address: "127.0.0.1", network: "127.0.0.1")
    private static let everywhere: [Surface] = [
        .page, .rail, .oldestRail, .front, .section, .feed, .sectionFeed, .newsSitemap, .search,
    ]

    init() async throws {
        portal = try await Portal([.sample(1), .sample(2)])
        cast = try await DeskCast(portal.desk)
        dewi = try await .signedIn(portal, cast.managingEditor)
    }

    /// Serves, and measures what readers see at that server; the journal is known to its end when the work begins.
    private func measuring(_ work: (ReceiptKeeper) async throws -> Void) async throws {
        try await portal.servingEvents { port in
            // The portal's clock stands still; a machine that runs other tests may answer in its own time.
            let pages = OwnPages(address: "127.0.0.1", port: port, isSecure: false, patience: 120_000)
            let keeper = portal.application.newspapers[0].receipts(node: "mesin:1", logger: .silent, pages)
            try await keeper.hear()
            try await work(keeper)
        }
    }

    /// A draft of Dewi's, as number 3.
    @discardableResult
    private func draft(_ headline: String = "Gempa di Palu") async throws -> StoryNumber {
        _ = try await dewi.get("/newsroom/stories")
        let answer = try await dewi.post("/newsroom/stories", .story(headline))
        let path = try #require(answer["Location"]?.prefix { $0 != "?" })
        return try #require(StoryNumber(String(path.split(separator: "/").last ?? "")))
    }

    @discardableResult
    private func perform(_ step: StoryStep, _ story: StoryNumber) async throws -> Story {
        try await portal.desk.perform(step, on: story, by: cast.managingEditor.number, from: caller)
    }

    /// Lets the clock give readers a story whose surfaces are asked ahead of its time, and once after it.
    private func release(_ story: StoryNumber, _ keeper: ReceiptKeeper) async throws {
        try await keeper.hear()
        try await perform(.schedule(portal.clock.now.adding(seconds: 1)), story)
        try await keeper.lookAhead()
        portal.clock.advance(seconds: 1)
        try await portal.desk.releaseDueStories()
        try await keeper.hear()
        portal.clock.advance(seconds: 2)
        await keeper.round()
    }

    private func receipts(_ story: StoryNumber) async throws -> [SurfaceReceipt] {
        try await portal.home.store.read { try $0.newestReceipts(of: story) }?.receipts.first?.surfaces ?? []
    }

    @Test func `what the desk publishes is found on every surface, and it is said when`() async throws {
        try await measuring { keeper in
            let story = try await draft("Gempa “besar” di Palu & Donggala")
            try await perform(.publish, story)
            try await portal.press.follower.catchUp()
            try await keeper.hear()
            portal.clock.advance(milliseconds: 30)
            await keeper.round()
            let found = try await receipts(story)
            #expect(found.map(\.surface) == Self.everywhere)
            for receipt in found {
                #expect(receipt.fault == nil && receipt.status == 200, "\(receipt)")
                #expect(receipt.milliseconds == 30 && !receipt.evidence.isEmpty, "\(receipt)")
            }
            #expect(found.first?.tag.hasPrefix("\"") == true)
            #expect(await !keeper.isMeasuring)
        }
        let text = try await portal.ask("/-/metrics").text
        let figures = try PrometheusReader(text)
        #expect(figures["warta_receipt_seconds_bucket", ["surface": "front", "le": "0.025"]] == 0)
        #expect(figures["warta_receipt_seconds_bucket", ["surface": "front", "le": "0.05"]] == 1)
        #expect(figures["warta_receipt_seconds_sum", ["surface": "front"]] == 0.03)
        // The desk reads it with the story, and nobody is told of what is as it should be.
        let page = try await dewi.get("/newsroom/stories/3").text
        #expect(page.contains("Pembaca sudah melihatnya di 9 tempat.") && page.contains("mesin:1: 9 dari 9 tempat"))
        #expect(page.contains("<a href=\"/feed.xml\">Umpan</a> <span class=\"hint\">30 ms</span>"))
        #expect(try await !dewi.get("/newsroom").text.contains("tag red"))
    }

    @Test func `a page that is held stale turns red, says what stands there, and the desk is told`() async throws {
        try await measuring { keeper in
            for path in ["/", "/dunia", "/feed.xml", "/dunia/feed.xml"] { _ = try await portal.ask(path) }
            let story = try await draft()
            try await perform(.publish, story)
            // The press hears nothing of it.
            try await keeper.hear()
            await keeper.round()
            // Nothing is said before all is known.
            #expect(try await receipts(story).isEmpty)
            #expect(await keeper.isMeasuring)
            portal.clock.advance(milliseconds: 2_000)
            await keeper.round()
            #expect(await !keeper.isMeasuring)
            let found = try await receipts(story)
            #expect(found.map(\.surface) == Self.everywhere)
            let red = found.filter { $0.fault != nil }
            #expect(red.map(\.surface) == [.rail, .oldestRail, .front, .section, .feed, .sectionFeed])
            #expect(red.allSatisfy { $0.fault == .missing && $0.milliseconds == 2_000 && $0.status == 200 })
            #expect(red.allSatisfy { $0.evidence == "/dunia/2/kawat-nomor-2" }, "\(red.map(\.evidence))")
        }
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        #expect(figures["warta_receipts_red_total", ["surface": "front"]] == 1)
        #expect(try await dewi.get("/newsroom").text.contains("<span class=\"tag red\">Bukti tayang tidak sesuai"))
        let page = try await dewi.get("/newsroom/stories/3").text
        #expect(page.contains("Belum benar di 6 dari 9 tempat."))
        #expect(page.contains("<strong>Belum</strong> <span><a href=\"/\">Halaman depan</a>"))
        #expect(page.contains("Yang ada di sana: /dunia/2/kawat-nomor-2"))
        let told = try await dewi.get("/newsroom/notifications").text
        #expect(told.ranges(of: "Di sebagian tempat yang dilihat pembaca tidak seperti seharusnya.").count == 1)
    }

    @Test func `what is withdrawn is found nowhere, and its page says so`() async throws {
        try await measuring { keeper in
            let story = try await draft()
            try await perform(.publish, story)
            try await portal.press.follower.catchUp()
            portal.clock.advance(seconds: 60)
            try await keeper.hear()
            try await perform(.withdraw(.mistake, reason: "Sumbernya keliru."), story)
            try await keeper.hear()
            await keeper.round()
            // In UPDATE readers see it still: the press has not heard.
            #expect(try await receipts(story).isEmpty)
            #expect(await keeper.isMeasuring)
            try await portal.press.follower.catchUp()
            portal.clock.advance(milliseconds: 40)
            await keeper.round()
            let found = try await receipts(story)
            #expect(found.allSatisfy { $0.fault == nil })
            #expect(
                found.map(\.surface)
                    == [.page, .oldestRail, .front, .section, .feed, .sectionFeed, .newsSitemap, .search]
            )
            #expect(found.first?.status == 410)
        }
        #expect(try await dewi.get("/newsroom/stories/3").text.contains("Pembaca tidak lagi menemukannya di 8 tempat."))
    }

    @Test func `a correction is found on the page and among the corrections`() async throws {
        try await measuring { keeper in
            let story = StoryNumber(rawValue: 2)
            portal.clock.advance(seconds: 60)
            let draft = Correction.Draft(kind: .correction, place: .below, words: "Kim tidak membalas.")
            try await perform(.correct(draft), story)
            try await portal.press.follower.catchUp()
            try await keeper.hear()
            await keeper.round()
            let found = try await receipts(story)
            #expect(found.map(\.surface) == Self.everywhere + [.corrections, .correctionsFeed])
            #expect(found.allSatisfy { $0.fault == nil }, "\(found.filter { $0.fault != nil })")
        }
    }

    @Test func `ahead of its time a scheduled story is nowhere, and the receipt of its publication proves it`()
        async throws
    {
        try await measuring { keeper in
            let story = try await draft()
            let time = portal.clock.now.adding(seconds: 60)
            try await perform(.schedule(time), story)
            try await keeper.lookAhead()
            portal.clock.advance(seconds: 59)
            try await keeper.lookAhead()
            // Asked once.
            portal.clock.advance(milliseconds: 500)
            try await keeper.lookAhead()
            portal.clock.advance(milliseconds: 510)
            try await portal.desk.releaseDueStories()
            try await portal.press.follower.catchUp()
            try await keeper.hear()
            await keeper.round()
            let (before, after) = (
                try await receipts(story).filter(\.isBefore), try await receipts(story).filter { !$0.isBefore }
            )
            #expect(
                before.map(\.surface)
                    == [.page, .oldestRail, .front, .section, .feed, .sectionFeed, .newsSitemap, .search]
            )
            #expect(before.allSatisfy { $0.fault == nil && $0.milliseconds == 1_000 }, "\(before)")
            #expect(after.map(\.surface) == Self.everywhere && after.allSatisfy { $0.fault == nil })
        }
        let page = try await dewi.get("/newsroom/stories/3").text
        #expect(page.contains("<strong>Bersih</strong>") && page.contains("Tidak ada di 8 tempat sebelum waktunya"))
        #expect(page.contains("1000 ms sebelumnya"))
    }

    @Test func `what shows a story before its time is red in the receipt of its publication`() async throws {
        let story = try await draft()
        let path = "/dunia/3/gempa-di-palu"
        let body = Array("<a href=\"\(path)\"><link>\(path)</link><loc>\(path)</loc>".utf8)
        let keeper = ReceiptKeeper(portal.application.newspapers[0].newsroom, node: "mesin:1", logger: .silent) { _ in
            SurfaceAnswer(status: 200, tag: "", body: body)
        }
        try await release(story, keeper)
        let found = try await receipts(story).filter(\.isBefore)
        #expect(found.first?.fault == .status)
        #expect(found.count == 8 && found.dropFirst().allSatisfy { $0.fault == .present && $0.isBefore })
        #expect(try await dewi.get("/newsroom/stories/3").text.contains("<strong>Bocor</strong>"))
        // Whoever scheduled it is told.
        let told = try await dewi.get("/newsroom/notifications").text
        #expect(told.contains("yang dilihat pembaca tidak seperti seharusnya"))
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        #expect(figures["warta_receipts_early_total", [:]] == 8)
    }

    @Test func `an act is over with the next one of its story, and of too many some are not measured`() async throws {
        let keeper = ReceiptKeeper(portal.application.newspapers[0].newsroom, node: "mesin:1", logger: .silent) { _ in
            .none
        }
        try await keeper.hear()
        let story = try await draft()
        try await perform(.publish, story)
        try await keeper.hear()
        portal.clock.advance(seconds: 1)
        try await perform(.withdraw(.mistake, reason: "Keliru."), story)
        try await keeper.hear()
        portal.clock.advance(seconds: 2)
        await keeper.round()
        let all = try await portal.home.store.read { try $0.lastReceipts(limit: 9) }
        #expect(all.count == 1 && all[0].surfaces.allSatisfy { $0.fault == .noAnswer && $0.milliseconds == 2_000 })
        // Seventeen at once, and one of long ago.
        for index in 0...ReceiptKeeper.most { try await perform(.publish, try await draft("Kabar \(index)")) }
        try await keeper.hear()
        let last = try await draft("Lama")
        try await perform(.publish, last)
        portal.clock.advance(seconds: 2)
        await keeper.round()
        try await keeper.hear()
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        #expect(figures["warta_receipts_unmeasured_total", [:]] == 2)
        portal.clock.advance(seconds: 9)
        #expect(try await dewi.get("/newsroom/stories/\(last)").text.contains("Tidak diukur:"))
        portal.clock.advance(seconds: 86_400)
        #expect(try await !dewi.get("/newsroom/stories/\(last)").text.contains("Bukti tayang"))
    }

    @Test func `what nobody answered ahead of its time is called so, and not a leak`() async throws {
        let story = try await draft()
        let keeper = ReceiptKeeper(portal.application.newspapers[0].newsroom, node: "mesin:1", logger: .silent) { _ in
            .none
        }
        try await release(story, keeper)
        let page = try await dewi.get("/newsroom/stories/3").text
        #expect(page.contains("<strong>Tak terjawab</strong>") && !page.contains("Bocor"))
    }

    @Test func `an act whose first look would come too late is said not to be measured`() async throws {
        let asked = Atomic(0)
        let keeper = ReceiptKeeper(portal.application.newspapers[0].newsroom, node: "mesin:1", logger: .silent) { _ in
            asked.add(1, ordering: .relaxed)
            return .none
        }
        try await keeper.hear()
        let story = try await draft()
        try await perform(.publish, story)
        try await keeper.hear()
        portal.clock.advance(milliseconds: 2_001)
        await keeper.round()
        #expect(asked.load(ordering: .relaxed) == 0)
        #expect(try await receipts(story).isEmpty)
        #expect(await !keeper.isMeasuring)
        let figures = try PrometheusReader(try await portal.ask("/-/metrics").text)
        #expect(figures["warta_receipts_unmeasured_total", [:]] == 1)
    }

    @Test func `a page is asked once a round, though two surfaces stand on it`() async throws {
        let asked = Mutex<[String]>([])
        let newsroom = portal.application.newspapers[0].newsroom
        let keeper = ReceiptKeeper(newsroom, node: "mesin:1", logger: .silent) { address in
            asked.withLock { $0.append(address.path) }
            return .none
        }
        try await keeper.hear()
        try await perform(.publish, try await draft())
        try await keeper.hear()
        await keeper.round()
        let paths = asked.withLock { $0 }
        #expect(paths.count == Set(paths).count && paths.count == Self.everywhere.count - 1, "\(paths)")
    }

    @Test func `what a wire changes meanwhile is not held against the desk's act`() async throws {
        try await measuring { keeper in
            let story = StoryNumber(rawValue: 2)
            try await portal.desk.withdrawStory(story, on: .mistake, reason: "Diperiksa.", actor: .commandLine)
            try await portal.desk.bringBackStory(story, reason: "Benar.", actor: .commandLine)
            try await keeper.hear()
            portal.clock.advance(milliseconds: 500)
            var item = WireItem.sample(2, version: 60)
            item.copy.lead = "Yang lebih baru."
            _ = try await portal.desk.takeWireCopy([item], actor: "wire")
            try await portal.press.follower.catchUp()
            portal.clock.advance(milliseconds: 1_500)
            await keeper.round()
            // The wire's line has none of its own.
            let found = try await portal.home.store.read { try $0.lastReceipts(limit: 9) }.flatMap(\.surfaces)
            #expect(found.map(\.surface) == Self.everywhere.filter { $0 != .page })
            #expect(found.allSatisfy { $0.fault == nil }, "\(found.filter { $0.fault != nil })")
        }
    }

    @Test func `a row that newer stories have pushed out is not red`() async throws {
        try await measuring { keeper in
            let story = try await draft()
            _ = try await portal.ask("/")
            try await perform(.publish, story)
            try await keeper.hear()
            let later = (3...40 as ClosedRange<Int64>).map { index in
                var item = WireItem.sample(index)
                item.firstPublished = portal.clock.now
                return item
            }
            _ = try await portal.desk.takeWireCopy(later, actor: "wire")
            try await portal.press.follower.catchUp()
            portal.clock.advance(seconds: 2)
            await keeper.round()
            #expect(try await receipts(story).map(\.surface) == [.page, .newsSitemap, .search])
            #expect(try await receipts(story).allSatisfy { $0.fault == nil })
        }
    }

    @Test(arguments: [0, 3, 4, 9, 10, 19, 20, 25] as [Int64])
    func `wherever a story stands among the others, no surface is asked that does not show it`(
        newer: Int64
    )
        async throws
    {
        try await measuring { keeper in
            try await portal.take(contentsOf: (3...32 as ClosedRange<Int64>).map { .sample($0) })
            let story = StoryNumber(rawValue: 32 - newer)
            try await portal.desk.withdrawStory(story, on: .mistake, reason: "Diperiksa.", actor: .commandLine)
            try await portal.desk.bringBackStory(story, reason: "Benar.", actor: .commandLine)
            try await portal.press.follower.catchUp()
            try await keeper.hear()
            portal.clock.advance(seconds: 2)
            await keeper.round()
            let found = try await receipts(story)
            #expect(found.first?.surface == .page)
            #expect(found.allSatisfy { $0.fault == nil }, "\(found.filter { $0.fault != nil })")
        }
    }

    @Test func `a page that has the story open hears of each surface as it is found`() async throws {
        let story = try await draft()
        let keeper = ReceiptKeeper(portal.application.newspapers[0].newsroom, node: "mesin:1", logger: .silent) { _ in
            .none
        }
        try await keeper.hear()
        let client = "0123456789abcdef0123456789abcdef"
        try await portal.servingEvents { port in
            let request = """
                GET /newsroom/stories/\(story)/events?client=\(client) HTTP/1.1\r
                Host: localhost\r
                Cookie: warta=\(dewi.cookies["warta"] ?? "")\r
                \r

                """
            let wire = CollectingConnection(port: port, sending: request)
            #expect(try await !wire.read(until: "event: here").contains("event: receipts"))
            try await perform(.publish, story)
            try await keeper.hear()
            portal.clock.advance(seconds: 2)
            await keeper.round()
            let told = try await wire.read(until: "mesin:1: 0 dari 9 tempat")
            #expect(told.contains("event: receipts\ndata: {\"html\":\"<h2>Bukti tayang</h2>"))
            await wire.hangUp()
            // One that comes later, behind a page that did not know of them, is told at once.
            let later = CollectingConnection(port: port, sending: request)
            _ = try await later.read(until: "mesin:1: 0 dari 9 tempat")
            await later.hangUp()
        }
    }

    @Test func `right after an act the page says that it is measured`() async throws {
        let story = try await draft()
        #expect(try await !dewi.get("/newsroom/stories/\(story)").text.contains("Bukti tayang"))
        try await perform(.publish, story)
        #expect(try await dewi.get("/newsroom/stories/\(story)").text.contains("Server sedang memeriksa"))
    }
}

extension Portal {
    fileprivate func take(contentsOf items: [WireItem]) async throws {
        _ = try await desk.takeWireCopy(items, actor: "wire")
        try await press.follower.catchUp()
    }
}
