import News
import TestSupport
import Testing

@testable import Storage

/// Programs of neighbouring versions on one store, as while nodes are upgraded one after another.
@Suite struct NeighbourTests {
    private let home: TestStore
    private let next = Int64(Store.schema) + 1

    init() async throws { home = try await TestStore() }

    /// Does what a program of the next version does when it opens the store.
    /// - Parameter oldest: The oldest program that its step lets work on.
    private func expand(oldest: Int64?) async throws {
        let step = """
            ALTER TABLE story ADD COLUMN mood TEXT; CREATE TABLE later (number bigint PRIMARY KEY);
            CREATE INDEX story_mood ON story (mood);
            """
        let neighbours = SchemaNeighbours(oldestPrograms: oldest.map { [next: $0] } ?? [:])
        try await home.store.write { [next] transaction in
            if let sql = transaction.sql as? PostgreSQLConnection {
                let steps = PostgreSQLSchema.shipped.steps + [.init(number: next, text: step)]
                try PostgreSQLSchema(steps: steps, neighbours: neighbours).run(sql)
            } else {
                try Migrations(all: Migrations.shipped.all + [step], neighbours: neighbours).run(transaction.sqlite)
            }
        }
    }

    private func save(_ index: Int64, in store: Store) async throws -> StoryNumber {
        try await store.write { try $0.insert(.sample(index), now: .sampleNow).number }
    }

    @Test func `who has the store open goes on, and who opens it works on it and changes nothing of it`() async throws {
        let other = try await home.another()
        defer { other.close() }
        try await expand(oldest: next - 1)
        let again = try await home.another()
        defer { again.close() }
        var saved: [StoryNumber] = []
        for (index, store) in [home.store, other, again].enumerated() {
            saved.append(try await save(Int64(index) + 1, in: store))
        }
        for store in [home.store, other, again] {
            let found = try await store.read { [saved] transaction in
                try saved.map { try transaction.story($0)?.number }
            }
            #expect(found == saved)
            #expect(try await store.problems { _ in true } == [])
            #expect(try await store.read { try $0.schemaNumber() } == Int(next))
        }
        #expect(try await home.store.value("SELECT oldest FROM schema_version") == .integer(next - 1))
        #expect(try await home.store.value("SELECT count(*) FROM later") == 0)
    }

    @Test(arguments: [nil, 0]) func `a step that does not let the program work on it is not opened`(
        by: Int64?
    ) async throws {
        try await expand(oldest: by.map { $0 + next })
        let error = await #expect(throws: NewsError.self) { try await home.another() }
        #expect(error?.code == .invalid && error?.message.contains("newer warta") == true)
    }

    @Test func `a store of the schema before is brought up to date`() async throws {
        let folder = home.folder + "/former"
        let former = try Store.forCopying(folder: folder, schema: Int(next) - 2)
        #expect(try await former.read { try $0.schemaNumber() } == Int(next) - 2)
        former.close()
        let store = try Store(folder: folder)
        defer { store.close() }
        #expect(try await store.read { try $0.schemaNumber() } == Int(next) - 1)
        #expect(try await store.problems { _ in true } == [])
    }

    /// The steps up to a number that do not let the program before them work on: add first, remove a release later.
    private func sudden(_ neighbours: SchemaNeighbours, upTo newest: Int64) -> [Int64] {
        (SchemaNeighbours.firstStep...newest).dropFirst().filter { neighbours.oldest(after: $0) >= $0 }
    }

    /// What the release before this one makes; to be moved when there is another.
    private static let lastRelease: Int64 = 12

    @Test func `each step lets the program before it work on, and all together the release before`() {
        #expect(sudden(.shipped, upTo: Int64(Store.schema)) == [])
        #expect(SchemaNeighbours.shipped.oldest(after: Int64(Store.schema)) <= Self.lastRelease)
        let (first, last) = (SchemaNeighbours.firstStep + 1, SchemaNeighbours.firstStep + 2)
        #expect(sudden(SchemaNeighbours(oldestPrograms: [first: first - 1, last: first]), upTo: last) == [])
        #expect(sudden(SchemaNeighbours(oldestPrograms: [first: first - 1]), upTo: last) == [last])
        #expect(sudden(SchemaNeighbours(oldestPrograms: [first: first, last: first]), upTo: last) == [first])
    }
}
