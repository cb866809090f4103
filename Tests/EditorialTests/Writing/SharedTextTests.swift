import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// How batches become versions of one text: each once, in one order, on disk before they are answered.
@Suite struct SharedTextTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    @Test func `opening a text writes nothing`() async throws {
        let before = try await home.stored()
        let opened = try await home.desk.openText(of: home.story, by: home.citra)
        #expect(opened.story.outline.text == SharedText(beginningAt: before.workingSaves))
        #expect(try await home.document().body.text == "Satu.")
        #expect(try await home.stored() == before)
        let isAhead = try await home.home.store.read { [home] in try $0.isAhead(home.story) }
        #expect(!isAhead)
    }

    @Test func `batches make versions one after the other, and a page that opens later sees them`() async throws {
        let point = try await home.head()
        #expect(try await home.push("Dua. ", on: point, seq: 0).version == 1)
        #expect(try await home.push("Tiga. ", on: point.next, seq: 1).version == 2)
        #expect(try await home.document().body.text == "Tiga. Dua. Satu.")
        #expect(try await home.head() == point.next.next)
        // Also where nothing is remembered.
        let other = WritingDesk.desk(home.home.store, home.clock)
        #expect(try await home.push("Empat. ", on: point.next.next, seq: 2, at: other).version == 3)
        #expect(try await home.document().body.text == "Empat. Tiga. Dua. Satu.")
    }

    @Test func `a batch that is sent again is kept once and answered as before`() async throws {
        let point = try await home.head()
        let first = try await home.push("Dua. ", on: point, seq: 7)
        home.clock.advance(seconds: 5)
        #expect(try await home.push("Dua. ", on: point, seq: 7) == first)
        _ = try await home.push("Tiga. ", on: point.next, seq: 0, WritingDesk.tabs[1], by: home.bagus)
        #expect(try await home.push("Dua. ", on: point, seq: 7) == first)
        #expect(try await home.document().body.text == "Tiga. Dua. Satu.")
    }

    @Test func `a lost answer is given again after the text is over and the right is lost`() async throws {
        let point = try await home.head()
        let first = try await home.push("Dua. ", on: point, seq: 7)
        _ = try await home.step(.submit, by: home.citra)
        #expect(try await home.push("Dua. ", on: point, seq: 7) == first)
        let open = try await home.desk.openWorkingCopy(of: home.story, actor: home.bagus.actor)
        var copy = open.copy
        copy.body = Body(text: "Lain.")
        _ = try await home.desk.saveWorkingCopy(of: home.story, copy, madeFrom: open.base, actor: home.bagus.actor)
        #expect(try await home.push("Dua. ", on: point, seq: 7) == first)
        #expect(try await home.document().body.text == "Lain.")
    }

    @Test func `another member cannot send under a page's name`() async throws {
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 7)
        let code = await home.code { _ = try await home.push("Dua. ", on: point, seq: 7, by: home.bagus) }
        #expect(code == .invalid)
    }

    @Test func `whoever is behind is told exactly what is missing`() async throws {
        let point = try await home.head()
        for index in 0..<4 {
            let at = SharedText.Point(epoch: point.epoch, version: index)
            _ = try await home.push("\(index) ", on: at, seq: index, WritingDesk.tabs[index % 2])
        }
        let known = SharedText.Point(epoch: point.epoch, version: 1)
        let answer = try await home.push("Lambat. ", on: known, seq: 0, WritingDesk.tabs[2], by: home.bagus)
        guard case .behind(4, let batches) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(batches.map(\.point.version) == [2, 3, 4])
        #expect(batches.map(\.client) == [WritingDesk.tabs[1], WritingDesk.tabs[0], WritingDesk.tabs[1]])
        #expect(batches.map(\.sequence) == [1, 2, 3])
        #expect(Set(batches.map(\.writer)) == [Writer(home.citra)])
        // What the others get is what was carried out, and fits.
        var document = Document(Body(text: "0 Satu."))
        for batch in batches {
            let steps = try #require(try JSONValue(parsing: Array(batch.steps.utf8)).asArray)
            document = try document.applying(try steps.map { try Step(json: $0) })
        }
        #expect(document.body.text == "3 2 1 0 Satu.")
        #expect(try await home.document().body.text == "3 2 1 0 Satu.")
    }

    @Test func `what a version ahead, another epoch or a foreign story says is no place to write`() async throws {
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 0)
        let wrong = [
            SharedText.Point(epoch: point.epoch, version: 2), SharedText.Point(epoch: point.epoch + 1, version: 0),
            SharedText.Point(epoch: point.epoch + 1, version: 1), SharedText.Point(epoch: 0, version: 0),
        ]
        for (index, point) in wrong.enumerated() {
            #expect(try await home.push("x", on: point, seq: index + 1) == .over, "\(point)")
        }
        #expect(await home.code { _ = try await home.push("x", on: point, seq: 9, to: 99) } == .notFound)
        let elsewhere = try await home.home.store.write { try $0.addSite(.elsewhere) }
        let other = WritingDesk.desk(home.home.store.newspaper(elsewhere), home.clock)
        #expect(await home.code { _ = try await home.push("x", on: point, seq: 9, at: other) } == .notFound)
        #expect(await home.code { _ = try await other.openText(of: home.story, by: home.citra) } == .notFound)
    }

    @Test func `a step that does not fit is refused and reaches nobody`() async throws {
        let point = try await home.head()
        let wrong: [JSONValue] = [
            WritingDesk.insertion("x", at: 99), WritingDesk.insertion("x", at: 0), .members(["stepType": "lain"]),
            .null, "replace", .members(["stepType": "replace", "from": .number("1e9"), "to": .number("-1")]),
        ]
        for step in wrong {
            let push = BatchPush(
                point: point,
                client: WritingDesk.tabs[0],
                sequence: 0,
                steps: [WritingDesk.insertion("Baik. "), step]
            )
            await #expect(throws: DocumentFault.self) {
                try await home.desk.push(push, to: home.story, by: home.citra.number, from: .home)
            }
        }
        #expect(try await home.head() == point)
        #expect(try await home.document().body.text == "Satu.")
        #expect(try await home.push("Dua. ", on: point, seq: 0).version == 1)
    }

    @Test func `whoever lost the right is refused, and nothing of it is kept`() async throws {
        let point = try await home.head()
        _ = try await home.push("Dua. ", on: point, seq: 0)
        _ = try await home.step(.submit, by: home.citra)
        let head = try await home.head()
        #expect(await home.code { _ = try await home.push("Tiga. ", on: head, seq: 1) } == .refused)
        #expect(try await home.head() == head)
        #expect(try await home.document().body.text == "Dua. Satu.")
        let log = try await home.desk.securityLog(of: home.citra.number, limit: 9)
        #expect(log.contains { $0.act == .rightRefused && !$0.detail.contains("Tiga") })
    }

    @Test func `two processes write in one text`() async throws {
        let other = WritingDesk.desk(home.home.store, home.clock)
        let point = try await home.head()
        #expect(try await home.push("Dua. ", on: point, seq: 0).version == 1)
        #expect(try await home.push("Tiga. ", on: point, seq: 0, WritingDesk.tabs[1], at: other).missing == [1])
        #expect(try await home.push("Tiga. ", on: point.next, seq: 1, WritingDesk.tabs[1], at: other).version == 2)
        #expect(try await home.push("Empat. ", on: point.next, seq: 1).missing == [2])
        #expect(try await home.push("Empat. ", on: point.next.next, seq: 2).version == 3)
        #expect(try await home.document().body.text == "Empat. Tiga. Dua. Satu.")
    }

    @Test func `many who send at once make one order, and no word is lost or doubled`() async throws {
        let epoch = try await home.head().epoch
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<4 {
                group.addTask { [home] in
                    var version = 0
                    for word in 0..<8 {
                        var isKept = false
                        while !isKept {
                            let answer = try await home.push(
                                "\(index)-\(word) ",
                                on: SharedText.Point(epoch: epoch, version: version),
                                seq: word * 100 + version,
                                WritingDesk.tabs[index],
                                by: index % 2 == 0 ? home.citra : home.bagus
                            )
                            switch answer {
                            case .kept(let made, _): (version, isKept) = (made, true)
                            // Nothing is missing where another has the turn.
                            case .behind(_, let batches): version = batches.last?.point.version ?? version
                            case .over: throw NewsError(.conflict, "The text is over.")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let words = try await home.document().body.text.split(separator: " ")
        #expect(words.count == 33)
        #expect(Set(words).count == 33)
        #expect(try await home.head().version == 32)
    }
}

extension Site {
    /// Another newspaper of the house.
    static let elsewhere = Site(name: "Kabar", language: "id", zone: .wib)
}
