import TestSupport
import Testing

@testable import News

@Suite struct WorkflowTests {
    private let now = Timestamp(seconds: 1_700_000_000)

    private func story(_ state: PublicState = .never) -> Story {
        let copy = Copy(
            headline: "Judul",
            body: Body(text: "Isi"),
            section: Section(name: "Dunia"),
            language: "id",
            zone: .wib
        )
        return Story(
            number: StoryNumber(rawValue: 7),
            uri: "tag:a",
            copy: copy,
            state: state,
            firstPublished: now.adding(seconds: -3_600)
        )
    }

    @Test func `a draft that is published is dated now`() throws {
        var story = story()
        _ = try story.publish(by: "citra", at: now)
        #expect(story.state == .live)
        #expect(story.firstPublished == now)
        #expect(story.state == .live)
    }

    @Test func `a published story cannot be published again`() {
        var story = story(.live)
        #expect(throws: NewsError.self) { _ = try story.publish(by: "citra", at: now) }
    }

    @Test func `a story under embargo cannot be published before its time`() throws {
        var story = story()
        story.embargoedUntil = now.adding(seconds: 1)
        #expect(throws: NewsError.self) { _ = try story.publish(by: "citra", at: now) }
        _ = try story.publish(by: "citra", at: now.adding(seconds: 1))
        #expect(story.state == .live)
    }

    @Test func `a withdrawal has a ground of the closed list, and needs a public story`() throws {
        var story = story(.live)
        let long = String(repeating: "x", count: 5_001)
        #expect(throws: NewsError.self) { _ = try story.withdraw(on: .court, because: long, by: "citra", at: now) }
        let change = try story.withdraw(on: .court, because: " Salah\nkutip ", by: "citra", at: now)
        #expect(story.withdrawal == Story.Withdrawal(at: now, ground: .court, reason: "Salah kutip"))
        let entry = change.entry(for: story, by: "citra", at: now)
        #expect(entry.ground == .court && entry.reason == "Salah kutip")
        #expect(story.state != .live)
        #expect(throws: NewsError.self) { _ = try story.withdraw(on: .mistake, because: "lagi", by: "citra", at: now) }
        var draft = self.story()
        #expect(throws: NewsError.self) { _ = try draft.withdraw(on: .mistake, because: "x", by: "citra", at: now) }
    }

    @Test func `a withdrawn story that comes back keeps its first date`() throws {
        var story = story(.live)
        let first = story.firstPublished
        _ = try story.withdraw(on: .child, by: "citra", at: now)
        _ = try story.bringBack(because: "y", by: "citra", at: now.adding(seconds: 60))
        #expect(story.firstPublished == first)
        #expect(story.withdrawal == nil)
        #expect(story.wasUpdated)
    }

    @Test func `a story that was taken back before anybody could see it is dated when it is published`() throws {
        var story = story(.withdrawn)
        #expect(!story.leavesNotice)
        _ = try story.bringBack(because: "y", by: "citra", at: now.adding(seconds: 60))
        #expect(story.firstPublished == now.adding(seconds: 60))
    }

    @Test func `behind a million full milliseconds a place is found with few questions`() {
        for full in [0, 1, 2, 3, 7, 8, 1_000_000] as [Int64] {
            var questions = 0
            let room = ListPosition.room(from: now) { time in
                questions += 1
                return time.milliseconds < now.milliseconds + full
            }
            #expect(room.milliseconds == now.milliseconds + full)
            #expect(questions <= 42)
        }
    }

    @Test func `a story stands where its slug and number say`() {
        #expect(story(.live).address.path == "/dunia/7/judul")
        #expect(
            story(.live).topics == [.site, .section(Slug("dunia", fallback: "x")), .story(StoryNumber(rawValue: 7))]
        )
        // What nobody published stands on no list.
        #expect(story().topics == [.story(StoryNumber(rawValue: 7))])
    }
}
