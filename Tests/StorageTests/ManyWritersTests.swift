import Foundation
import News
import TestSupport
import Testing

@testable import Storage

/// Many who write at once, through several nodes, make the same newspaper as if one had written it alone, on whichever
/// database: the same from a seed, apart from the order in which they came.
@Suite(.timeLimit(.minutes(10))) struct ManyWritersTests {
    private static let writers = 32
    private static let steps = 6
    private static let seed: UInt64 = 20_220_815

    /// What one writer does.
    private enum Step {
        /// Brings a story of their own, with a tag that others have as well.
        case story(Int64, tag: String)
        /// Adds a word to the story that all have in common, and tries again where another was faster.
        case word(String)
        case read
    }

    /// What is left in the end, without what depends on who came first.
    private struct Outcome: Hashable {
        let uris: Set<String>
        let tags: Set<String>
        let words: Set<Substring>
        let version: Int
        let lines: [Int64]
        let reads: Int
        let positions: Int
        let problems: [String]
    }

    private static func steps(of writer: Int) -> [Step] {
        var chance = Seeded(seed: seed &+ UInt64(writer))
        return (0..<steps).map { step in
            switch Int.random(in: 0..<5, using: &chance) {
            case 0, 1:
                let names = ["Pemilu", "Banjir", "Ké-\(Int.random(in: 0..<9, using: &chance))", "C++", "C#"]
                return .story(Int64(writer * 100 + step + 10), tag: names.randomElement(using: &chance) ?? "")
            case 2, 3: return .word("w\(writer)x\(step)")
            default: return .read
            }
        }
    }

    @Test func `the end is the same as if one had done it all`() async throws {
        let home = try await TestStore()
        let nodes = try await [home.store, home.another(), home.another()]
        defer { for node in nodes.dropFirst() { node.close() } }
        let together = try await outcome(nodes, atOnce: true)
        let alone = TestStore.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: alone) }
        let single = try Store(folder: alone)
        defer { single.close() }
        try await single.write { _ = try $0.addSite(.sample) }
        #expect(try await together == outcome([single], atOnce: false))
        #expect(together.problems == [])
    }

    private func outcome(_ nodes: [Store], atOnce: Bool) async throws -> Outcome {
        let common = try await nodes[0].write { try $0.insert(.sample(1), now: .sampleNow).number }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask {
                    for step in Self.steps(of: writer) {
                        try await Self.take(step, nodes[writer % nodes.count], common)
                    }
                }
                if !atOnce { try await group.waitForAll() }
            }
            try await group.waitForAll()
        }
        let problems = try await nodes[0].problems { _ in true }
        return try await nodes[0].read { transaction in
            let stories = try transaction.stories(after: StoryNumber(rawValue: 0), limit: 1_000)
            let shared = try #require(stories.first { $0.number == common })
            return Outcome(
                uris: Set(stories.map(\.uri)),
                tags: Set(stories.flatMap { $0.copy.tags.map(\.name) }),
                words: Set(shared.copy.headline.split(separator: " ")),
                version: shared.version,
                lines: try transaction.journal(after: 0, limit: 10_000).map(\.sequence),
                reads: try transaction.reads(minutes: 0 ..< .max).reduce(0) { $0 + $1.reads },
                positions: Set(stories.compactMap(\.position)).count,
                problems: problems
            )
        }
    }

    private static func take(_ step: Step, _ node: Store, _ common: StoryNumber) async throws {
        switch step {
        case .story(let index, let tag):
            var story = Story.sample(index, at: .sampleNow)
            story.words.tags = [Tag(name: tag)]
            try await node.write { [story] transaction in
                let saved = try transaction.insert(story, now: .sampleNow)
                try transaction.append(line(.published, saved.number))
            }
        case .word(let word):
            var isSaved = false
            while !isSaved { isSaved = try await add(word, node, common) }
        case .read:
            try await node.addReads([ReadSum(story: common, reads: 1, weight: 1)], at: .sampleNow)
        }
    }

    /// Reads, thinks, and saves what was made of it, as the newsroom does.
    private static func add(_ word: String, _ node: Store, _ number: StoryNumber) async throws -> Bool {
        guard var story = try await node.read({ try $0.story(number) }) else { return false }
        story.words.headline += " " + word
        do {
            try await node.write { [story] transaction in
                try transaction.update(story, now: .sampleNow)
                try transaction.append(line(.updated, number))
            }
            return true
        } catch let error as NewsError where error.code == .conflict {
            return false
        }
    }

    private static func line(_ act: JournalEntry.Act, _ story: StoryNumber) -> JournalEntry {
        JournalEntry(at: .sampleNow, act: act, story: story, actor: "citra", topics: [])
    }
}
