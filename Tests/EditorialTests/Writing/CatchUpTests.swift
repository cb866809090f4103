import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// That whoever reads or changes a story has what was written in it together.
@Suite struct CatchUpTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    @Test func `the working copy catches up a second after the last batch, and makes no version`() async throws {
        let before = try await home.stored()
        try await home.type("Dua. ")
        try await home.desk.catchUpStories()
        #expect(home.words(try await home.stored()) == "Satu.")
        home.clock.advance(seconds: 1)
        try await home.desk.catchUpStories()
        let after = try await home.stored()
        #expect(home.words(after) == "Dua. Satu.")
        #expect(after.version == before.version)
        #expect(after.workingCopy?.stage == .draft)
        #expect(after.workingCopy?.writer == home.citra.actor)
        // The text goes on where it was.
        let head = try await home.head()
        #expect(head.version == 1)
        #expect(try await home.push("Tiga. ", on: head, seq: 5).version == 2)
        #expect(try await home.document().body.text == "Tiga. Dua. Satu.")
    }

    @Test func `a clock that was set back keeps nothing behind`() async throws {
        try await home.type("Dua. ")
        home.clock.advance(seconds: -3_600)
        try await home.desk.catchUpStories()
        #expect(home.words(try await home.stored()) == "Dua. Satu.")
    }

    @Test func `it catches up after fifty batches or 64 KiB, however fast they come`() async throws {
        let epoch = try await home.head().epoch
        for version in 0..<SharedText.mostBatchesAhead {
            #expect(home.words(try await home.stored()) == "Satu.")
            _ = try await home.push("x", on: SharedText.Point(epoch: epoch, version: version), seq: version)
        }
        #expect(home.words(try await home.stored()) == String(repeating: "x", count: 50) + "Satu.")
        let long = String(repeating: "panjang ", count: SharedText.mostBytesAhead / 8)
        _ = try await home.push(long, on: SharedText.Point(epoch: epoch, version: 50), seq: 50)
        #expect(home.words(try await home.stored()).hasPrefix("panjang"))
        #expect(try await home.head() == SharedText.Point(epoch: epoch, version: 51))
    }

    @Test func `everybody who wrote is a writer of it`() async throws {
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 0, WritingDesk.tabs[1], by: home.bagus)
        _ = try await home.push("Tiga. ", on: point.next, seq: 0)
        try await home.desk.catchUp(home.story)
        for member in [home.citra, home.bagus] {
            let page = try await home.home.store.read { try $0.deskPage(DeskFilter(.writer(member.actor)), limit: 9) }
            #expect(page.rows.map(\.number) == [home.story], "\(member.name)")
        }
        #expect(try await home.stored().workingCopy?.writer == home.citra.actor)
    }

    @Test func `each version keeps who wrote since the one before, and so does what is being written`() async throws {
        let store = home.home.store
        let number = home.story
        let writers = { (version: Int) in
            try await store.read { try Set($0.writers(of: number, version: version)) }
        }
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 0, WritingDesk.tabs[1], by: home.bagus)
        _ = try await home.push("Tiga. ", on: point.next, seq: 0)
        try await home.desk.catchUp(number)
        let both: Set = [home.citra.actor, home.bagus.actor]
        #expect(try await store.read { try Set($0.writersSinceVersion(of: number)) } == both)
        _ = try await home.step(.submit, by: home.citra)
        let submitted = try await home.stored().version
        #expect(try await writers(submitted) == both)
        #expect(try await store.read { try $0.writersSinceVersion(of: number) } == [])
        // Whoever approves has not written.
        _ = try await home.step(.approve, by: home.bagus)
        #expect(try await writers(submitted + 1) == [])
        let lines = try await store.read { try $0.revisionLines(of: number, limit: 9) }
        #expect(lines.first { $0.version == submitted }.map { Set($0.writers) } == both)
    }

    @Test func `words that were typed and taken out again change nothing`() async throws {
        let point = try await home.head()
        _ = try await home.step(.submit, by: home.citra)
        _ = try await home.step(.approve)
        _ = try await home.push("Dua. ", on: point, seq: 0, by: home.bagus)
        let deletion: JSONValue = .members(["stepType": "replace", "from": .integer(1), "to": .integer(6)])
        let push = BatchPush(point: point.next, client: WritingDesk.tabs[0], sequence: 1, steps: [deletion])
        _ = try await home.desk.push(push, to: home.story, by: home.bagus.number, from: .home)
        try await home.desk.catchUp(home.story)
        #expect(try await home.stored().workingCopy?.stage == .approved)
        #expect(try await home.head().version == 2)
    }

    @Test func `publication gives readers exactly the newest, and a text goes on through every step`() async throws {
        let point = try await home.head()
        var version = 0
        func write(_ words: String) async throws {
            let at = SharedText.Point(epoch: point.epoch, version: version)
            #expect(try await home.push(words, on: at, seq: version, by: home.bagus).version == version + 1)
            version += 1
        }
        // Opened before any of it: the first step comes before the first batch.
        _ = try await home.step(.submit, by: home.citra)
        try await write("Dua. ")
        _ = try await home.step(.approve)
        #expect(home.words(try await home.stored()) == "Dua. Satu.")
        try await write("Tiga. ")
        // What was approved is no longer what is written.
        try await home.desk.catchUp(home.story)
        #expect(try await home.stored().workingCopy?.stage == .inEdit)
        try await write("Empat. ")
        let published = try await home.step(.publish)
        #expect(published.published?.body.text == "Empat. Tiga. Dua. Satu.")
        #expect(published.workingCopy == nil)
        try await write("Lima. ")
        #expect(try await home.stored().published?.body.text == "Empat. Tiga. Dua. Satu.")
        try await home.desk.catchUp(home.story)
        #expect(try await home.stored().workingCopy?.copy.body.text == "Lima. Empat. Tiga. Dua. Satu.")
        _ = try await home.desk.withdrawStory(home.story, on: .mistake, reason: "Keliru.", actor: home.bagus.actor)
        try await write("Enam. ")
        #expect(try await home.head() == SharedText.Point(epoch: point.epoch, version: 5))
    }

    @Test func `a form that was filled before a batch is refused, and both texts are there`() async throws {
        let open = try await home.desk.openWorkingCopy(of: home.story, actor: home.citra.actor)
        try await home.type("Dua. ")
        var text = CopyText(open.copy)
        text.body = "Formulir."
        let code = await home.code {
            _ = try await home.desk.write(
                text,
                in: home.story,
                madeFrom: open.base,
                by: home.citra.number,
                from: .home
            )
        }
        #expect(code == .conflict)
        #expect(try await home.document().body.text == "Dua. Satu.")
    }

    @Test func `a save with another text ends the epoch, and one with other fields does not`() async throws {
        let point = try await home.head()
        try await home.type("Dua. ")
        var open = try await home.desk.openWorkingCopy(of: home.story, actor: home.citra.actor)
        var text = CopyText(open.copy)
        text.lead = "Teras baru."
        _ = try await home.desk.write(text, in: home.story, madeFrom: open.base, by: home.citra.number, from: .home)
        #expect(try await home.push("Tiga. ", on: point.next, seq: 1).version == 2)
        open = try await home.desk.openWorkingCopy(of: home.story, actor: home.citra.actor)
        text = CopyText(open.copy)
        text.body = "Formulir."
        _ = try await home.desk.write(text, in: home.story, madeFrom: open.base, by: home.citra.number, from: .home)
        #expect(try await home.push("Empat. ", on: point.next.next, seq: 2) == .over)
        let head = try await home.head()
        #expect(head.epoch > point.epoch && head.version == 0)
        #expect(try await home.document().body.text == "Formulir.")
        #expect(try await home.push("Lima. ", on: head, seq: 3).version == 1)
        // Each text has its own history, and all of them are there.
        let bodies = try await home.home.store.read { [home] in
            try $0.revisions(of: home.story).map(\.copy.body.text)
        }
        #expect(bodies == ["Satu.", "Dua. Satu.", "Dua. Satu.", "Tiga. Dua. Satu.", "Formulir."])
    }

    @Test func `a restored version begins another epoch, and what was written before is in the history`() async throws {
        let point = try await home.head()
        home.clock.advance(seconds: 60)
        try await home.type("Dua. ")
        let kept = try await home.desk.keepVersion(of: home.story, because: "", by: home.citra.number, from: .home)
        _ = try await home.push("Tiga. ", on: point.next, seq: 1)
        try await home.desk.catchUp(home.story)
        let now = try await home.stored()
        home.clock.advance(seconds: 60)
        _ = try await home.desk.restore(
            version: 1,
            of: home.story,
            seen: now.sight,
            because: "",
            by: home.bagus.number,
            from: .home
        )
        #expect(try await home.document().body.text == "Satu.")
        #expect(try await home.head().epoch > point.epoch)
        let revisions = try await home.home.store.read { [home] in try $0.revisions(of: home.story) }
        try #require(revisions.map(\.copy.body.text) == ["Satu.", "Dua. Satu.", "Tiga. Dua. Satu.", "Satu."])
        #expect(revisions[1].version == kept.version)
        // Who wrote it has made it, as of when they did.
        #expect(revisions[2].actor == home.citra.actor && revisions[2].savedAt == now.workingCopy?.savedAt)
        #expect(revisions[3].actor == home.bagus.actor)
        let lines = try await home.home.store.read { [home] in try $0.revisionLines(of: home.story, limit: 9) }
        #expect(lines.map(\.act) == [.saved, .saved, .saved, .filed])
        #expect(lines.map(\.writers) == [home.bagus, home.citra, home.citra, home.citra].map { [$0.actor] })
        #expect(try await home.home.store.problems { _ in true } == [])
    }

    @Test func `a form that takes the place of what was written leaves that in the history`() async throws {
        try await home.type("Dua. ")
        let open = try await home.desk.openWorkingCopy(of: home.story, actor: home.bagus.actor)
        var text = CopyText(open.copy)
        text.body = "Formulir."
        for _ in 0..<2 {
            let base = try await home.desk.openWorkingCopy(of: home.story, actor: home.bagus.actor).base
            _ = try await home.desk.write(
                text,
                in: home.story,
                madeFrom: base,
                by: home.bagus.number,
                from: .home
            )
        }
        let bodies = try await home.home.store.read { [home] in
            try $0.revisions(of: home.story).map(\.copy.body.text)
        }
        #expect(bodies == ["Satu.", "Dua. Satu.", "Formulir."])
    }

    @Test func `a wire's new text begins another epoch, and what the desk typed is not lost to it`() async throws {
        func head() async throws -> SharedText.Point {
            let opened = try await home.desk.openText(of: 1, by: home.bagus)
            return opened.story.outline.text.head
        }
        var item = WireItem.sample(1, version: 60)
        item.copy.body = Body(text: "Kawat kedua.")
        let opened = try await head()
        _ = try await home.desk.takeWireCopy([item], actor: "wire")
        #expect(try await home.push("x", on: opened, seq: 0, by: home.bagus, to: 1) == .over)
        let again = try await head()
        #expect(try await home.push("Meja. ", on: again, seq: 1, by: home.bagus, to: 1).version == 1)
        item = WireItem.sample(1, version: 120)
        item.copy.body = Body(text: "Kawat ketiga.")
        _ = try await home.desk.takeWireCopy([item], actor: "wire")
        let found = try await home.home.store.read { try $0.story(1) }
        let story = try #require(found)
        #expect(story.published?.body.text == "Kawat ketiga.")
        #expect(story.workingCopy?.copy.body.text == "Meja. Kawat kedua.")
        #expect(try await home.push("Lagi. ", on: again.next, seq: 2, by: home.bagus, to: 1).version == 2)
    }

    @Test func `old batches go once nobody can need them, and whoever slept through them begins anew`() async throws {
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 0)
        try await home.desk.catchUp(home.story)
        home.clock.advance(seconds: 31 * 86_400)
        _ = try await home.push("Tiga. ", on: point.next, seq: 1)
        try await home.desk.pruneBatches()
        #expect(try await home.push("x", on: point, seq: 0, WritingDesk.tabs[1]) == .over)
        #expect(try await home.push("x", on: point.next, seq: 0, WritingDesk.tabs[1]).missing == [2])
        #expect(try await home.document().body.text == "Tiga. Dua. Satu.")
    }

    @Test func `a damaged text keeps no other from catching up`() async throws {
        try await home.type("Dua. ")
        var copy = Copy.sample
        copy.body = Body(text: "Lain.")
        let second = try await home.desk.beginStory(copy, actor: home.citra.actor).number
        let opened = try await home.desk.openText(of: second, by: home.citra).story.outline.text.head
        _ = try await home.push("Kedua. ", on: opened, seq: 0, to: second)
        _ = try await home.home.store.write { [home] transaction in
            try transaction.sql.execute(
                "UPDATE shared_batch SET steps = '[7]' WHERE story = $1",
                [SQLValue(home.story)]
            )
        }
        home.clock.advance(seconds: 2)
        // A program that was started again has nothing in memory.
        let other = WritingDesk.desk(home.home.store, home.clock)
        #expect(try await other.catchUpStories() == [home.story])
        let found = try await home.home.store.read { try $0.story(second) }
        let story = try #require(found)
        #expect(home.words(story) == "Kedua. Lain.")
    }
}
