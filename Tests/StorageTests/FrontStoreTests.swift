import News
import TestSupport
import Testing

@testable import Storage

@Suite struct FrontStoreTests {
    private static let dunia = Front.section(Section.dunia.slug)

    private static func version(
        _ number: Int,
        _ front: Front = .site,
        _ act: FrontVersion.Act = .launched,
        launch: Int? = nil,
        seconds: Int64 = 0,
        stories: [Int64] = [1]
    ) -> FrontVersion {
        FrontVersion(
            front: front,
            number: number,
            at: .sampleNow.adding(seconds: seconds),
            actor: .member("dewi"),
            act: act,
            launch: launch,
            arrangement: FrontArrangement(
                cards: stories.map { FrontCard(StoryNumber(rawValue: $0), headline: "Kata", since: 3) },
                cap: 2
            )
        )
    }

    @Test func `the newest version is the draft, the newest launched one what readers have, now and at a time`()
        async throws
    {
        let home = try await TestStore()
        // A section is there once a story is.
        _ = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        let versions = [
            Self.version(1, launch: 1), Self.version(2, launch: 2, seconds: 60, stories: [2]),
            Self.version(3, .site, .arranged, seconds: 120, stories: []),
        ]
        let other = Self.version(1, Self.dunia, .restored, launch: 3, seconds: 180)
        #expect(try await home.store.read { try $0.masthead().launch } == 0)
        try await home.store.write { transaction in for version in versions + [other] { try transaction.add(version) } }
        let (newest, live, launch) = try await home.store.read {
            (try $0.newestFront(.site), try $0.liveFront(.site), try $0.masthead().launch)
        }
        #expect(newest == versions[2] && live == versions[1] && launch == 3)
        let then = { (seconds: Int64) in
            try await home.store.read { try $0.frontVersion(of: .site, at: .sampleNow.adding(seconds: seconds)) }
        }
        #expect(try await then(-1) == nil)
        #expect(try await then(59) == versions[0])
        #expect(try await then(60) == versions[1])
        #expect(try await then(9_999) == versions[1])
        #expect(try await home.store.read { try $0.liveFronts(of: .site, limit: 9) } == [versions[1], versions[0]])
        #expect(try await home.store.read { try $0.liveFronts() } == [versions[1], other])
        #expect(try await home.store.read { try $0.frontVersion(of: .site, number: 3) } == versions[2])
        #expect(try await home.store.read { try $0.newestFront(.section(Section.politik.slug)) } == nil)
    }

    @Test func `nobody changes a version, takes it away, or counts a launch twice`() async throws {
        let home = try await TestStore()
        try await home.store.write { try $0.add(Self.version(1, launch: 1)) }
        for statement in ["UPDATE front_version SET arrangement = '{}'", "DELETE FROM front_version"] {
            await #expect(throws: (any Error).self) { try await home.store.raw(statement) }
        }
        for again in [Self.version(1, launch: 2), Self.version(2, launch: 1), Self.version(1, Self.dunia, launch: 1)] {
            await #expect(throws: (any Error).self) { try await home.store.write { try $0.add(again) } }
        }
    }

    @Test func `what happened to a story for readers is known after a line of the journal`() async throws {
        let home = try await TestStore()
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        let end = try await home.store.read { try $0.journalEnd().sequence }
        #expect(try await home.store.read { try $0.lastChangeForReaders(of: story.number, after: 0) } == nil)
        #expect(try await home.store.read { try $0.lastChangeForReaders(of: story.number, after: end) } == nil)
    }
}
