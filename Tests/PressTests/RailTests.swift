import News
import Storage
import TestSupport
import Testing

@testable import Press

@Suite struct RailTests {
    private func rankings(_ reads: [Int64: Int]) -> Rankings {
        var tally = ReadTally()
        tally.add(
            reads.map { ReadSum(story: StoryNumber(rawValue: $0.key), reads: $0.value, weight: $0.value) },
            to: .day
        )
        tally.place(reads.keys.reduce(into: [:]) { $0[StoryNumber(rawValue: $1)] = Section.dunia.slug })
        return tally.rankings(limit: 50)
    }

    private func rails(_ room: Newsroom) async throws -> String { try await room.text(.rails) }

    @Test func `the rails hold seven most read and ten newest`() async throws {
        let room = try await Newsroom(.newspaper(30))
        try await room.press.ranker.publish(rankings((1...12).reduce(into: [:]) { $0[$1] = 100 - Int($1) }))
        let parts = try await rails(room).split(separator: "id=\"updates\"")
        let headlines = parts.map { $0.matches(of: #/">(Kawat nomor \d+)</a>/#).map { String($0.1) } }
        #expect(headlines[0] == (1...7).map { "Kawat nomor \($0)" })
        #expect(headlines[1] == (21...30).reversed().map { "Kawat nomor \($0)" })
    }

    @Test func `the rails are pressed again only where a row changed`() async throws {
        let room = try await Newsroom(.newspaper(30))
        let first = try await room.count(.compression) { try await room.press.ranker.publish(rankings([1: 9, 2: 8])) }
        #expect(first == 1)
        // More reads, the same order: nothing moves. Places behind the seventh are not on the rail.
        let same = try await room.count(.compression) { try await room.press.ranker.publish(rankings([1: 90, 2: 80])) }
        #expect(same == 0)
        let swapped = try await room.count(.compression) {
            try await room.press.ranker.publish(rankings([1: 8, 2: 9]))
        }
        #expect(swapped == 1)
        let many = (1...8).reduce(into: [Int64: Int]()) { $0[$1] = 100 - Int($1) }
        try await room.press.ranker.publish(rankings(many))
        let behind = try await room.count(.compression) {
            try await room.press.ranker.publish(rankings(many.merging([9: 5]) { $1 }))
        }
        #expect(behind == 0)
    }

    @Test func `an old story that changes leaves the rails as they are`() async throws {
        let room = try await Newsroom(.newspaper(30))
        let before = try await room.page(.rails).entityTag(gzip: true)
        let compressions = try await room.count(.compression) {
            try await room.take(.sample(3, version: 9) { $0.headline = "Judul Lain" })
        }
        #expect(compressions == 0)
        #expect(try await room.page(.rails).entityTag(gzip: true) == before)
    }

    @Test func `a new ranking presses the page of the most read again, and of no other window`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let day = Address.popular(.day)
        let hour = Address.popular(.hour)
        #expect(try await room.text(day).contains("Belum cukup pembaca"))
        _ = try await room.page(hour)
        try await room.press.ranker.publish(rankings([4: 2, 5: 1]))
        let own = try await String(decoding: room.page(day).fragments[0].inflated(), as: UTF8.self)
        let places = ["Kawat nomor 4", "Kawat nomor 5"].map { own.firstRange(of: $0)?.lowerBound }
        #expect(places[0] != nil && places[1] != nil)
        if let four = places[0], let five = places[1] { #expect(four < five) }
        #expect(try await room.count(.pressing) { _ = try await room.page(hour) } == 0)
    }

    @Test func `a withdrawn story leaves the rail, and the next comes up`() async throws {
        let room = try await Newsroom(.newspaper(20))
        try await room.press.ranker.publish(rankings((1...8).reduce(into: [:]) { $0[$1] = 100 - Int($1) }))
        #expect(try await rails(room).contains(">Kawat nomor 2<"))
        #expect(try await !rails(room).contains(">Kawat nomor 8<"))
        try await room.withdraw(2)
        #expect(try await !rails(room).contains(">Kawat nomor 2<"))
        #expect(try await rails(room).contains(">Kawat nomor 8<"))
    }

    @Test(.timeLimit(.minutes(10)))
    func `what was counted when the server stops is stored, and ranked after the next start`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let (four, now) = (StoryNumber(rawValue: 4), room.clock.now)
        try await room.home.store.addReads([ReadSum(story: four, reads: 1, weight: 1)], at: now)
        let ranking = Task { await room.press.rank() }
        while room.press.state.rankings == .none { await Task.yield() }
        for address in 0..<5 as Range<UInt64> {
            room.press.reads.count(StoryNumber(rawValue: 5), from: .ipv4(address), browser: "Firefox", at: now)
        }
        ranking.cancel()
        await ranking.value
        #expect(room.press.state.rankings.rail(limit: 7).map(\.rawValue) == [5, 4])
        #expect(try await rails(room).contains("id=\"populer\""))
        let minute = now.seconds / 60
        let stored = try await room.home.store.read { try $0.reads(minutes: minute..<(minute + 1)) }
        #expect(stored.map(\.reads) == [1, 5])
    }
}
