import Editorial
import News
import Storage
import TestSupport
import Testing

/// That kills and holds are obeyed, in the store as the rule says (`WireDecisionTests` has the rule itself).
@Suite struct WireStopTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    @Test(arguments: [-60, 0, 60] as [Int64], [WireItem.Status.withheld, .canceled])
    func `a story that is read leaves the readers' sight, whatever the stop's version`(
        seconds: Int64,
        status: WireItem.Status
    ) async throws {
        _ = try await newsroom.take([.sample(1, version: 100)])
        var stop = WireItem.sample(1, status: status, version: 100 + seconds)
        stop.isStub = true
        stop.copy.headline = ""
        #expect(try await newsroom.take([stop]) == [.updated(1)])
        #expect(try await newsroom.front().isEmpty)
        let story = try #require(try await newsroom.story(1))
        #expect(story.copy == WireItem.sample(1).copy)
        #expect(story.leavesNotice == (status == .canceled))
        let items = [.sample(1, version: 100), stop, .sample(1)]
        #expect(try await newsroom.take(items) == [.unchanged(1), .unchanged(1), .skipped(1)])
        #expect(try await newsroom.story(1) == story)
        #expect(try await newsroom.journal().count == 2)
    }

    @Test func `a kill of what never came is remembered, and what comes late stays unread`() async throws {
        var stub = WireItem.sample(1, status: .canceled, version: 60)
        stub.isStub = true
        stub.withdrawalReason = "Keliru."
        #expect(try await newsroom.take([stub, stub]) == [.remembered, .remembered])
        #expect(try await newsroom.archive().isEmpty)
        #expect(try await newsroom.take([.sample(1)]) == [.imported(1)])
        let story = try #require(try await newsroom.story(1))
        #expect(story.withdrawal == Story.Withdrawal(at: stub.version, ground: .source, reason: "Keliru."))
        #expect(!story.leavesNotice)
        #expect(try await newsroom.take([.sample(1, version: 120)]) == [.updated(1)])
        #expect(try await newsroom.front() == [1])
    }

    @Test func `a changed text of the same version goes in, the same costs no write`() async throws {
        _ = try await newsroom.take([.sample(1)])
        var changed = WireItem.sample(1)
        changed.copy.headline = "Judul baru"
        #expect(try await newsroom.take([changed, changed]) == [.updated(1), .unchanged(1)])
        let commits = try await newsroom.home.store.read { try $0.journalEnd().sequence }
        #expect(try await newsroom.take([changed]) == [.unchanged(1)])
        #expect(try await newsroom.home.store.read { try $0.journalEnd().sequence } == commits)
        #expect(try await newsroom.front() == [1])
    }

    @Test func `a name in other letters is no other content`() async throws {
        _ = try await newsroom.take([.sample(1)])
        var shouted = WireItem.sample(1)
        shouted.copy.tags = shouted.copy.tags.map { Tag(name: $0.name.uppercased()) }
        #expect(try await newsroom.take([shouted]) == [.unchanged(1)])
    }

    @Test func `a kill is obeyed over what the desk published, and again only when it is another`() async throws {
        _ = try await newsroom.take([.sample(1), .sample(1, status: .canceled, version: 60)])
        _ = try await newsroom.desk.bringBackStory(1, reason: "Benar.", actor: "citra")
        #expect(try await newsroom.take([.sample(1, status: .canceled, version: 60)]) == [.unchanged(1)])
        #expect(try await newsroom.front() == [1])
        #expect(try await newsroom.take([.sample(1, status: .canceled, version: 50)]) == [.updated(1)])
        #expect(try await newsroom.front().isEmpty)
    }

    @Test func `a notice stays when a picture's file comes late`() async throws {
        var item = WireItem.sample(1)
        item.copy.pictures = [PictureUse(uri: "tag:p:1", caption: "Kim", credit: "AFP")]
        _ = try await newsroom.take([item, .sample(1, status: .canceled, version: 60)])
        item.copy.pictures[0].picture = .sample
        #expect(try await newsroom.take([item]) == [.updated(1)])
        #expect(try await newsroom.story(1)?.leavesNotice == true)
    }

    @Test func `a story says until when it waits`() async throws {
        var item = WireItem.sample(1)
        item.embargoedUntil = newsroom.clock.now.adding(seconds: 60)
        #expect(
            try await newsroom.take([item, .sample(2)]) == [
                .imported(1, waitsUntil: item.embargoedUntil), .imported(2),
            ]
        )
    }
}
