import News
import TestSupport
import Testing

@testable import Storage

/// That nobody who reads on from the last line skips one: writers run one after another, of all nodes, so a smaller number
/// is never seen after a larger one.
@Suite(.timeLimit(.minutes(10))) struct JournalOrderTests {
    @Test func `two nodes that write at once make one journal, and its reader misses nothing`() async throws {
        let home = try await TestStore()
        let nodes = try await [home.another(), home.another()]
        defer { for node in nodes { node.close() } }
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        let each = 60
        let read = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for (index, node) in nodes.enumerated() {
                group.addTask {
                    for line in 0..<each {
                        try await node.write { transaction in
                            let entry = JournalEntry(
                                at: .sampleNow.adding(seconds: Int64(line)),
                                act: .planned,
                                story: story.number,
                                actor: .member(index == 0 ? "citra" : "bagus"),
                                topics: []
                            )
                            try transaction.append(entry)
                        }
                    }
                    return []
                }
            }
            group.addTask {
                var lines: [Int64] = []
                while lines.count < 2 * each {
                    let after = lines.last ?? 0
                    lines += try await home.store.read { try $0.journal(after: after, limit: 7) }.map(\.sequence)
                }
                return lines
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(read == (1...Int64(2 * each)).map { $0 })
    }
}
