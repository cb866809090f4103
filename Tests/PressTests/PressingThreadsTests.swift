import News
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Press

/// Twenty expensive pages, and everybody else.
@Suite(.timeLimit(.minutes(10))) struct PressingThreadsTests {
    /// The one thread of a press, held until it is let go.
    private struct Held {
        private let gate: AsyncStream<Void>.Continuation
        private let holder: Task<Void, any Error>

        init(_ threads: PressingThreads) async {
            let (closed, gate) = AsyncStream<Void>.makeStream()
            let (taken, tell) = AsyncStream<Void>.makeStream()
            self.gate = gate
            holder = Task {
                try await threads.take { _ in
                    tell.finish()
                    for await _ in closed {}
                }
            }
            for await _ in taken {}
        }

        func letGo() async throws {
            gate.finish()
            try await holder.value
        }
    }

    @Test func `with all threads busy, what is kept or needs no pressing is answered`() async throws {
        let warm: [Address] = [.front, .section(Section.dunia.slug), .feed(.rss)]
        let room = try await Newsroom(.newspaper(6), threads: PressingThreads(1, queue: 0))
        for address in warm { _ = try await room.page(address) }
        let held = await Held(room.press.house.threads)
        for address in warm + [.rails] { #expect(try await room.status(address) == 200, "\(address.path)") }
        // A number that nobody has, and the way to the right spelling.
        let slug = Slug("x", fallback: "")
        #expect(try await room.status(.story(section: Section.dunia.slug, StoryNumber(rawValue: 99), slug)) == 404)
        let right = try await room.story(1).address
        let wrong = Address.story(section: Section.politik.slug, StoryNumber(rawValue: 1), slug)
        guard case .moved(right) = try await room.press.answer(wrong, path: wrong.path) else {
            Issue.record("not moved")
            return
        }
        #expect(try await room.status(.tag(Slug("tak-ada", fallback: ""))) == 404)
        // And what is published meanwhile still comes onto the rails.
        try await room.take(.sample(7))
        #expect(try await room.text(.rails).contains("Kawat nomor 7"))
        try await held.letGo()
    }

    @Test func `what finds the queue full is turned away at once, and answered later`() async throws {
        let room = try await Newsroom(.newspaper(6), threads: PressingThreads(1, queue: 1))
        let held = await Held(room.press.house.threads)
        let first = Task { try await room.status(.front) }
        while room.press.house.threads.waiting < 1 { await Task.yield() }
        for address: Address in [.index(), .feed(.atom), .search("kawat"), try await room.story(1).address] {
            #expect(try await room.status(address) == 503, "\(address.path)")
        }
        #expect(room.press.house.tally[.refusal] == 4)
        try await held.letGo()
        #expect(try await first.value == 200)
        for address: Address in [.index(), .feed(.atom), .search("kawat"), try await room.story(1).address] {
            #expect(try await room.status(address) == 200, "\(address.path)")
        }
    }

    /// Whoever asks for much waits for it alone.
    @Test func `networks take turns, and none fills the queue`() async throws {
        let threads = PressingThreads(1, queue: 8)
        let held = await Held(threads)
        let order = Order()
        @Sendable func press(_ number: Int, for network: UInt64?) async throws {
            let asker = network.map { ReaderNetwork(subscriber: $0, site: nil) }
            try await PressingThreads.$asker.withValue(asker) {
                try await threads.take { thread in try await thread { order.add(number) } }
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, (number, network)) in [(11, 1), (12, 1), (13, 1), (21, 2), (22, 2), (31, 3)].enumerated() {
                group.addTask { try await press(number, for: UInt64(network)) }
                while threads.waiting <= index { await Task.yield() }
            }
            // As many of the first network wait as there are places left less one; and others still have room.
            await #expect(throws: PressingThreads.AllBusy.self) { try await press(14, for: 1) }
            group.addTask { try await press(1, for: nil) }
            while threads.waiting <= 6 { await Task.yield() }
            try await held.letGo()
            try await group.waitForAll()
        }
        #expect(order.all == [11, 21, 31, 1, 12, 22, 13])
        #expect(threads.waiting == 0)
    }

    @Test func `what is pressed for a request is pressed for its network`() async throws {
        let room = try await Newsroom(.newspaper(6), threads: PressingThreads(1, queue: 2))
        let held = await Held(room.press.house.threads)
        let (crowd, reader) = (ReaderNetwork(subscriber: 1, site: nil), ReaderNetwork(subscriber: 2, site: nil))
        func status(_ address: Address, _ network: ReaderNetwork) async throws -> PressedPage.Status? {
            guard case .page(let page) = try await room.press.answer(address, path: address.path, for: network) else {
                return nil
            }
            return page.status
        }
        let first = Task { try await status(.search("kawat"), crowd) }
        while room.press.house.threads.waiting < 1 { await Task.yield() }
        #expect(try await status(.search("nomor"), crowd) == .unavailable)
        #expect(try await status(.front, crowd) == .unavailable)
        let second = Task { try await status(.front, reader) }
        while room.press.house.threads.waiting < 2 { await Task.yield() }
        try await held.letGo()
        #expect(try await first.value == .ok)
        #expect(try await second.value == .ok)
    }

    /// What caches have of it goes only when they are told.
    @Test func `with all threads busy, a story that was taken back says so`() async throws {
        let room = try await Newsroom(.newspaper(3), threads: PressingThreads(1, queue: 0))
        let address = try await room.story(1).address
        let held = await Held(room.press.house.threads)
        #expect(try await room.status(address) == 503)
        try await room.withdraw(1)
        #expect(try await room.status(address) == 410)
        try await held.letGo()
        #expect(try await room.status(address) == 410)
    }

    @Test func `threads take the pages in the order in which they came`() async throws {
        let threads = PressingThreads(1, queue: 100)
        let held = await Held(threads)
        let order = Order()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<10 {
                group.addTask {
                    try await threads.take { thread in try await thread { order.add(index) } }
                }
                while threads.waiting <= index { await Task.yield() }
            }
            try await held.letGo()
            try await group.waitForAll()
        }
        #expect(order.all == Array(0..<10))
        #expect(threads.waiting == 0)
    }
}

/// What was done, in order.
private final class Order: Sendable {
    private let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }

    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
}
