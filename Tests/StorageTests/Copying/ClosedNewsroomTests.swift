import News
import TestSupport
import Testing

@testable import Storage

/// While a house moves, its old store is read and takes nothing but counts of reads.
@Suite struct ClosedNewsroomTests {
    private let home: TestStore
    private let story: Story

    init() async throws {
        home = try await TestStore()
        story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        try await home.store.closeNewsroom(token: "1", for: "elsewhere")
    }

    private func save() async throws {
        try await home.store.write { [story] in _ = try $0.update(story, now: .sampleNow) }
    }

    @Test func `no program changes it, and whoever tries is told why`() async throws {
        let other = try await home.another()
        defer { other.close() }
        for store in [home.store, other] {
            let error = await #expect(throws: NewsError.self) {
                try await store.write { [story] in _ = try $0.update(story, now: .sampleNow) }
            }
            #expect(error?.code == .unavailable && error?.message.contains("is being moved") == true)
        }
        #expect(try await home.store.read { try $0.story(story.number) } == story)
    }

    @Test func `reads are counted, until that is closed as well`() async throws {
        let sums = [ReadSum(story: story.number, reads: 2, weight: 3)]
        _ = try await home.store.addReads(sums, at: .sampleNow)
        #expect(try await home.store.value("SELECT CAST(sum(reads) AS bigint) FROM read_minute") == 2)
        try await home.store.closeCounting()
        try await home.store.closeCounting()
        await #expect(throws: NewsError.self) { _ = try await home.store.addReads(sums, at: .sampleNow) }
    }

    @Test func `given up, it takes changes as before`() async throws {
        try await home.store.closeCounting()
        try await home.store.reopenNewsroom()
        try await save()
        #expect(try await home.store.copyMark() == nil)
        #expect(try await home.store.problems { _ in true } == [])
    }

    @Test func `moved, it is opened by nobody before the move is given up`() async throws {
        try await home.store.noteMoved()
        let error = await #expect(throws: NewsError.self) { try await home.another() }
        #expect(error?.message.contains("moved to elsewhere") == true)
    }

    @Test func `whoever has it open is told when it is moved, and when that is given up`() async throws {
        let server = try await home.another()
        defer { server.close() }
        try await server.probe()
        try await home.store.noteMoved()
        let error = await #expect(throws: NewsError.self) { try await server.probe() }
        #expect(error?.code == .invalid && error?.message.contains("moved to elsewhere") == true)
        try await home.store.reopenNewsroom()
        try await server.probe()
    }

    @Test func `it moves to one place`() async throws {
        try await home.store.closeNewsroom(token: "1", for: "elsewhere")
        let error = await #expect(throws: NewsError.self) {
            try await home.store.closeNewsroom(token: "2", for: "another place")
        }
        #expect(error?.code == .conflict && error?.message.contains("being moved to elsewhere") == true)
        #expect(try await home.store.copyMark()?.token == "1")
    }

    @Test func `a move that was given up cannot end`() async throws {
        try await home.store.reopenNewsroom()
        let error = await #expect(throws: NewsError.self) { try await home.store.noteMoved() }
        #expect(error?.code == .conflict)
        #expect(try await home.store.copyMark() == nil)
    }

    @Test func `every table is closed but those of reads`() async throws {
        for table in try await home.store.read({ try $0.storedTables() }) where !table.countsReads {
            let rows = try await home.store.read { try $0.count(of: table) }
            guard rows > 0 else { continue }
            let column = table.columnNames[0]
            await #expect(throws: NewsError.self, "\(table.name)") {
                _ = try await home.store.write { try $0.sql.execute("UPDATE \(table.name) SET \(column) = \(column)") }
            }
        }
    }
}
