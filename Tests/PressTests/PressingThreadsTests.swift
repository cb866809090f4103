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
