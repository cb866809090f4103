import News
import Synchronization
import TestSupport
import Testing

@testable import Press

@Suite struct VersionsTests {
    @Test func `a change outdates what depends on it, alone or among others`() {
        let versions = Versions(of: 0)
        let dunia = Dependency.topic(.section(Section.dunia.slug))
        let stamps = [versions.stamp([dunia]), versions.stamp([.masthead, dunia]), versions.stamp([.masthead])]
        let nothing = versions.stamp([])
        let epoch = versions.epoch
        versions.move(dunia)
        #expect(stamps.map(versions.isCurrent) == [false, false, true])
        #expect(versions.isCurrent(nothing))
        #expect(versions.epoch == epoch + 1)
        #expect(versions.isCurrent(versions.stamp([dunia, .masthead])))
    }

    @Test func `dependencies of different kinds do not stand for one another`() {
        let slug = Section.dunia.slug
        let all: [Dependency] = [
            .topic(.site), .topic(.section(slug)), .topic(.tag(slug)), .topic(.author(slug)), .masthead, .shard(0),
            .shard(1), .ranking(.day, nil), .ranking(.day, slug), .ranking(.week, nil),
            .topic(.story(StoryNumber(rawValue: 1))),
        ]
        // Two may share a counter by chance, at one in sixteen thousand; not more.
        #expect(Set(all.map(Versions(of: 0).index)).count >= all.count - 1)
    }

    /// Two threads race as often as they can; the promise is broken if a stamp ever vouches for what was read before
    /// a change that is over.
    @Test func `no stamp vouches for what was read before the change that it names`() async {
        let race = Race()
        let rounds = 20_000
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 1...rounds {
                    await race.wait(for: round, of: \.begun)
                    race.spin(round * 7 % 11)
                    race.truth.value.store(round, ordering: .sequentiallyConsistent)
                    race.versions.move(.masthead)
                    race.told.value.store(round, ordering: .sequentiallyConsistent)
                }
            }
            group.addTask {
                var broken = 0
                for round in 1...rounds {
                    let epoch = race.versions.epoch
                    let read = race.truth.value.load(ordering: .sequentiallyConsistent)
                    race.begun.value.store(round, ordering: .sequentiallyConsistent)
                    race.spin(round * 13 % 31)
                    let stamp = race.versions.stamp([.masthead])
                    let isWhole = race.versions.epoch == epoch
                    await race.wait(for: round, of: \.told)
                    if isWhole, read < round, race.versions.isCurrent(stamp) { broken += 1 }
                }
                #expect(broken == 0)
            }
        }
    }
}

/// What is true, how far the reader has begun, and what the writer has told everybody.
private final class Race: Sendable {
    final class Count: Sendable {
        let value = Atomic(0)
    }

    let versions = Versions(of: 0)
    let truth = Count()
    let begun = Count()
    let told = Count()

    func spin(_ turns: Int) {
        for _ in 0..<turns { _ = told.value.load(ordering: .relaxed) }
    }

    func wait(for round: Int, of count: KeyPath<Race, Count>) async {
        var turns = 0
        while self[keyPath: count].value.load(ordering: .sequentiallyConsistent) < round {
            turns += 1
            if turns.isMultiple(of: 2_000) { await Task.yield() }
        }
    }
}
