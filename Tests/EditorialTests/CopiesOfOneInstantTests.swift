import Editorial
import News
import Storage
import TestSupport
import Testing

/// That the store remembers which copy was the last, also where it changed no word: by that a kill knows what it stops.
@Suite struct CopiesOfOneInstantTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    private func copy(
        _ edition: String,
        _ status: WireItem.Status = .usable,
        of index: Int64 = 1,
        version: Int64 = 0
    ) -> WireItem {
        var item = WireItem.sample(index, status: status, version: version)
        item.edition = edition
        item.isStub = status != .usable
        return item
    }

    @Test(arguments: [["1", "2"], ["", "2"], ["2", ""], ["1", "2", "10"], ["9", "10", ""], ["beta", "2"]])
    func `a killed story stays killed when the same file is taken again, though its copies differ in number alone`(
        editions: [String]
    ) async throws {
        for status in [WireItem.Status.canceled, .withheld] {
            let index: Int64 = status == .canceled ? 1 : 2
            let file = editions.map { copy($0, of: index) } + [copy("", status, of: index)]
            for _ in 1...3 {
                _ = try await newsroom.take(file)
                #expect(try await newsroom.front().isEmpty, "\(editions), \(status)")
            }
            let lines = try await newsroom.journal().filter { $0.story == StoryNumber(rawValue: index) }
            #expect(lines.count == 2, "A number alone is no change that anybody is told of.")
        }
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    @Test func `an earlier number that says something else does not replace the same words under a later one`()
        async throws
    {
        var early = copy("1")
        early.copy.headline = "Judul lama"
        #expect(try await newsroom.take([copy(""), copy("2"), early]) == [.imported(1), .unchanged(1), .skipped(1)])
        #expect(try await newsroom.take([copy("2"), copy("")]) == [.unchanged(1), .unchanged(1)])
        #expect(try await newsroom.story(1)?.copy.headline == copy("").copy.headline)
    }

    @Test func `copies of equal words in any order, taken twice, end in the same state`() async throws {
        for index in 1...40 as ClosedRange<Int64> {
            var chance = Seeded(seed: UInt64(index))
            var number = 0
            let items = (0..<Int.random(in: 2...8, using: &chance)).map { _ in
                number += Int.random(in: 0...2, using: &chance)
                let status = [WireItem.Status.usable, .usable, .withheld, .canceled].randomElement(using: &chance)
                let isNumbered = Bool.random(using: &chance)
                var item = copy(
                    isNumbered ? "\(number)" : "",
                    status ?? .usable,
                    of: index,
                    version: Int64.random(in: 0...1, using: &chance)
                )
                item.isStub = item.status != .usable && Bool.random(using: &chance)
                return item
            }
            _ = try await newsroom.take(items)
            let first = try await state(of: items[0].uri)
            _ = try await newsroom.take(items)
            #expect(try await state(of: items[0].uri) == first, "seed \(index): \(items.map(\.summary))")
        }
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    private func state(of uri: String) async throws -> [String] {
        try await newsroom.home.store.read { transaction in
            let facts = try transaction.wireFacts(uri: uri)
            return ["\(facts.known.debugDescription)", "\(facts.stops)"]
        }
    }
}

extension WireItem {
    fileprivate var summary: String { "\(status) \(version.milliseconds) \(edition)" }
}
