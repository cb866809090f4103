import Editorial
import Logging
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// Not the tag of a test.
typealias Tag = News.Tag

/// A desk and a press room over one store, with a clock that tests move.
struct Newsroom: Sendable {
    let home: TestStore
    let clock: TestClock
    let desk: Desk
    let press: PressRoom

    /// The built-in theme, read once: templates are the slow part of opening a press room.
    static let theme = Result { try Theme(language: "id") }
    static let english = Result { try Theme(language: "en") }

    init(
        _ items: [WireItem] = [],
        budget: Int = 64 << 20,
        theme: Theme? = nil,
        threads: PressingThreads = PressingThreads()
    ) async throws {
        let home = try await TestStore()
        let clock = TestClock()
        self.home = home
        self.clock = clock
        desk = Desk(store: home.store, logger: .silent) { clock.now }
        press = try Self.room(over: home.store, clock, budget: budget, theme: theme, threads: threads)
        if !items.isEmpty { _ = try await desk.takeWireCopy(items, actor: "wire") }
        try await press.open()
    }

    /// A member of the desk.
    func bagus(_ role: Role) async throws -> MemberNumber {
        let email = try EmailAddress("bagus@warta.example")
        let new = NewMember(name: "Bagus", email: email, role: role, sections: [])
        return try await desk.addMember(new, by: .commandLine).member.number
    }

    /// A step two minutes later, which the press has heard of.
    func take(_ step: StoryStep, _ story: Int64, by member: MemberNumber) async throws {
        clock.advance(seconds: 120)
        let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")
        try await desk.perform(step, on: StoryNumber(rawValue: story), by: member, from: caller)
        try await press.follower.catchUp()
    }

    static func room(
        over store: Store,
        _ clock: TestClock,
        budget: Int = 64 << 20,
        theme: Theme? = nil,
        threads: PressingThreads = PressingThreads()
    ) throws -> PressRoom {
        let house = PressHouse(budget: budget, threads: threads, logger: .silent) { clock.now }
        return PressRoom(
            house,
            store: store,
            site: .sample,
            url: "https://warta.example",
            theme: try theme ?? Self.theme.get()
        )
    }

    /// A desk over a second opening of the same folder, as another process has it.
    static func otherDesk(over room: Newsroom) async throws -> Desk {
        Desk(store: try await room.home.another(), logger: .silent) { [clock = room.clock] in clock.now }
    }

    /// Takes copy as the wire does, and lets the press hear of it.
    func take(_ items: WireItem...) async throws {
        _ = try await desk.takeWireCopy(items, actor: "wire")
        try await press.follower.catchUp()
    }

    /// Waits until open pages are told of a headline.
    func hear(of headline: String) async {
        for await update in press.updates.listen(known: nil) where update.html.contains(headline) { return }
    }

    func withdraw(_ number: Int64, because reason: String = "Sumber keliru.") async throws {
        try await desk.withdrawStory(StoryNumber(rawValue: number), on: .mistake, reason: reason, actor: "alifia")
        try await press.follower.catchUp()
    }

    func correct(_ number: Int64, _ words: String) async throws {
        let draft = Correction.Draft(kind: .correction, place: .below, words: words)
        try await desk.correctStory(StoryNumber(rawValue: number), draft, actor: "citra")
        try await press.follower.catchUp()
    }

    func story(_ number: Int64) async throws -> Story {
        try await #require(home.store.read { try $0.story(StoryNumber(rawValue: number)) })
    }

    /// The page at an address, in whatever status.
    func page(_ address: Address) async throws -> PressedPage {
        guard case .page(let page) = try await press.answer(address, path: address.path) else {
            throw NewsError(.notFound, "\(address.path) is answered with another address.")
        }
        return page
    }

    /// The page of a story under its right address.
    func page(of number: Int64) async throws -> PressedPage {
        try await page(story(number).address)
    }

    func text(_ address: Address) async throws -> String { try await page(address).text }

    func text(of number: Int64) async throws -> String { try await page(of: number).text }

    func status(_ address: Address) async throws -> Int { try await page(address).status.rawValue }

    /// How often something happened while the work was done.
    func count(_ event: PressTally.Event, during work: () async throws -> Void) async throws -> Int {
        let before = press.house.tally[event]
        try await work()
        return press.house.tally[event] - before
    }
}

extension PressedPage {
    var bytes: [UInt8] { Array(bytes(gzip: false).readableBytesView) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension LoopPageCache {
    /// The page that a target names.
    func page(_ target: String) -> PressedPage? {
        var target = target
        return target.withUTF8 { page(at: UnsafeRawBufferPointer($0)) }
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

extension WireItem {
    /// A sample with its copy changed.
    static func sample(_ index: Int64, version: Int64 = 0, _ change: (inout Copy) -> Void) -> WireItem {
        var item = sample(index, version: version)
        change(&item.copy)
        return item
    }

    /// Neither tags nor people, so that it is kin to its section alone.
    static func plain(_ index: Int64, version: Int64 = 0, in section: Section) -> WireItem {
        sample(index, version: version) { copy in
            copy.section = section
            copy.tags = []
            copy.bylines = []
        }
    }
}

extension String {
    /// How often a text stands in it.
    func occurrences(of text: String) -> Int { ranges(of: text).count }
}
