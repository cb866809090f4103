import Logging
import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// A desk on which several members write in one story, over a store of its own.
struct WritingDesk {
    let home: TestStore
    let clock = TestClock()
    let desk: Desk
    let citra: Member
    let bagus: Member
    /// Citra's draft in the section Dunia, with the text *Satu.*
    let story: StoryNumber

    static let tabs = (0..<4).compactMap { WritingClient("halaman0000000000\($0)") }

    init() async throws {
        home = try await TestStore()
        desk = Self.desk(home.store, clock)
        citra = try await desk.addMember(
            NewMember(name: "Citra Lestari", email: .citra, role: .reporter),
            by: .commandLine
        ).member
        bagus = try await desk.addMember(
            NewMember(name: "Bagus Santoso", email: .bagus, role: .editor),
            by: .commandLine
        ).member
        var blank = Copy.sample
        blank.body = Body(text: "Satu.")
        blank.pictures = []
        _ = try await desk.takeWireCopy([.sample(1)], actor: "wire")
        story = try await desk.beginStory(blank, actor: citra.actor).number
    }

    /// A desk of another process on the same store.
    static func desk(_ store: Store, _ clock: TestClock) -> Desk {
        Desk(
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { clock.now },
            passwords: .cheap()
        )
    }

    /// A step that puts words into the text.
    static func insertion(_ words: String, at position: Int = 1) -> JSONValue {
        .members([
            "stepType": "replace", "from": .integer(position), "to": .integer(position),
            "slice": .members([
                "content": .array([.members(["type": "text", "text": .string(words)])])
            ]),
        ])
    }

    /// Sends words of Citra's first page, unless it is said otherwise.
    @discardableResult
    func push(
        _ words: String,
        on point: SharedText.Point,
        seq: Int,
        _ client: WritingClient = tabs[0],
        by member: Member? = nil,
        to number: StoryNumber? = nil,
        at desk: Desk? = nil
    ) async throws -> PushAnswer {
        try await (desk ?? self.desk).push(
            BatchPush(point: point, client: client, sequence: seq, steps: [Self.insertion(words)]),
            to: number ?? story,
            by: (member ?? citra).number,
            from: .home
        )
    }

    /// Opens the text, and sends words before all others.
    @discardableResult
    func type(_ words: String, by member: Member? = nil, seq: Int = 0) async throws -> PushAnswer {
        try await push(words, on: try await head(), seq: seq, by: member)
    }

    func head(at desk: Desk? = nil) async throws -> SharedText.Point {
        try await (desk ?? self.desk).openText(of: story, by: citra).story.outline.text.head
    }

    /// The text as a page opens it.
    func document() async throws -> Document {
        let opened = try await desk.openText(of: story, by: citra)
        return try Document(json: JSONValue(parsing: opened.document, deepest: Document.nesting))
    }

    /// The story as the store has it, whether or not it has caught up.
    func stored() async throws -> Story {
        let found = try await home.store.read { [story] in try $0.story(story) }
        return try #require(found)
    }

    func words(_ story: Story) -> String { (story.workingCopy?.copy ?? story.copy).body.text }

    func step(_ step: StoryStep, by member: Member? = nil) async throws -> Story {
        try await desk.perform(step, on: story, by: (member ?? bagus).number, from: .home)
    }

    /// The code of the error that is thrown.
    func code(_ work: () async throws -> Void) async -> NewsError.Code? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? NewsError)?.code
        }
    }
}

extension PushAnswer {
    /// The version that a batch made; nil where it was not kept.
    var version: Int? {
        if case .kept(let version, _) = self { version } else { nil }
    }

    /// The versions that are missing; nil where it is not behind.
    var missing: [Int]? {
        if case .behind(_, let batches) = self { batches.map(\.point.version) } else { nil }
    }
}
