import Editorial
import NIOCore
import News
import Storage

/// What one page hears of a story, written as server-sent events for as long as it listens.
struct StoryTalk {
    private let newsroom: Newsroom
    private let number: StoryNumber
    private let member: Member
    private let listening: StoryListening
    /// The last version that the page was told of.
    private var point: SharedText.Point
    /// Of what happened last to the notes of which the page was told (`TextNote.stamp`).
    private var note: Int64

    /// - Parameter point: The version that the page has; nil where it has none and begins with the newest.
    init(
        _ newsroom: Newsroom,
        _ number: StoryNumber,
        _ member: Member,
        _ listening: StoryListening,
        from point: SharedText.Point?
    ) {
        self.newsroom = newsroom
        self.number = number
        self.member = member
        self.listening = listening
        self.point = point ?? listening.story.outline.text.head
        note = listening.story.outline.newestNote
    }

    /// Tells how the story stands, what the page missed, and what happens from then on; returns when the page listens no
    /// longer.
    /// - Parameter write: Returns when there is room for more.
    mutating func hold(_ write: (ByteBuffer) async throws -> Void) async throws {
        let known = listening.story
        try await write(Self.event("story", .object(newsroom.json(known, for: member))))
        // They may have come between the page and its stream.
        if known.outline.receipts > 0 {
            try await write(Self.event("receipts", try await newsroom.receiptsJSON(of: number)))
        }
        if point != known.newest.point { try await readOn(upTo: known.newest, write) }
        for await event in listening.events {
            if listening.isOver { return }
            switch event {
            case .batches(let head): if !point.includes(head.point) { try await readOn(upTo: head, write) }
            case .caret(let caret): try await write(Self.event("caret", caret.json))
            case .gone(let client):
                try await write(Self.event("gone", .members(["client": .string(client.description)])))
            case .here(let pages): try await write(Self.event("here", .array(pages.map(\.json))))
            case .field(let field, let value, let writer, let client):
                let json = JSONValue.members([
                    "field": .string(field.name), "value": value, "member": writer?.json ?? .null,
                    "client": client.map { .string($0.description) } ?? .null,
                ])
                try await write(Self.event("field", json))
            case .pictures(let copy): try await write(Self.event("pictures", newsroom.picturesJSON(of: copy)))
            case .story(let outline, let member):
                let json = newsroom.json(outline, savedAt: outline.savedAt, for: member)
                try await write(Self.event("story", .object(json)))
            case .rescued(let text): try await write(Self.event("rescued", text.json))
            case .notes: try await readNotes(write)
            case .receipts: try await write(Self.event("receipts", try await newsroom.receiptsJSON(of: number)))
            case .dismissed(let id): try await write(Self.event("dismissed", .members(["id": .integer(id)])))
            case .silence: try await write(EventStreamText.heartbeat)
            }
        }
    }

    /// Tells the batches after the last one that was told, or that the page has to begin anew.
    /// - Parameter head: A version that was the newest once; the page has it then.
    private mutating func readOn(
        upTo head: TextVersion,
        _ write: (ByteBuffer) async throws -> Void
    ) async throws {
        repeat {
            switch try await newsroom.desk.missed(of: number, after: point, upTo: head) {
            case .nothing: return
            case .batches(let batches):
                for batch in batches {
                    if listening.isOver { return }
                    point = batch.point
                    try await write(Self.event("batch", batch.json(isEvent: true), at: point))
                }
            case .another(let newest):
                point = newest
                let json = JSONValue.members(["epoch": .integer(newest.epoch)])
                return try await write(Self.event("reset", json, at: point))
            }
        } while !listening.isOver && !point.includes(head.point)
    }

    /// Tells the notes to which something happened after the last of which the page was told.
    private mutating func readNotes(_ write: (ByteBuffer) async throws -> Void) async throws {
        let known = try await newsroom.desk.notes(on: number, after: note)
        note = max(note, known.stamp)
        for note in known.notes {
            if listening.isOver { return }
            try await write(Self.event("note", note.json(in: known.point)))
        }
    }

    /// - Parameter point: The version that the page has once it has heard this.
    private static func event(_ name: String, _ value: JSONValue, at point: SharedText.Point? = nil) -> ByteBuffer {
        EventStreamText.event(name, value, id: point?.description)
    }
}
