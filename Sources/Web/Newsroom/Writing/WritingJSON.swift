import Editorial
import FoundationEssentials
import News
import Storage

// What those who write together are told, as JSON.

extension Writer {
    var json: JSONValue { .members(["number": .integer(number.rawValue), "name": .string(name)]) }
}

extension Batch {
    /// - Parameter isEvent: Whether it is told by itself, and not as one of those that are missing.
    func json(isEvent: Bool = false) -> JSONValue {
        .members([
            "epoch": isEvent ? .integer(point.epoch) : nil, "version": .integer(point.version),
            "client": .string(client.description), "seq": .integer(sequence), "member": writer.json,
            "at": isEvent ? .integer(at.milliseconds) : nil, "steps": .written(steps),
        ])
    }
}

extension RescuedText {
    var json: JSONValue {
        .members([
            "id": .integer(id), "member": writer.json, "at": .integer(at.milliseconds),
            "before": .string(words.before), "text": .string(words.text), "after": .string(words.after),
        ])
    }
}

extension Caret {
    var json: JSONValue {
        .members([
            "client": .string(client.description), "member": member.json, "epoch": .integer(point.epoch),
            "version": .integer(point.version), "anchor": .integer(anchor), "head": .integer(head),
        ])
    }
}

extension Presence {
    var json: JSONValue { .members(["client": .string(client.description), "member": member.json]) }
}

extension CopyText {
    /// The fields beside the body.
    var fieldsJSON: JSONValue {
        .object(Field.allCases.map { JSONValue.Member(key: $0.rawValue, value: self[$0]) })
    }
}

extension JSONValue {
    /// JSON that is written already: a number keeps its spelling, and so does this.
    static func written(_ json: String) -> JSONValue { .number(json) }

    static func time(_ time: Timestamp?) -> JSONValue { time.map { .integer($0.milliseconds) } ?? .null }
}

extension Newsroom {
    /// Where a story stands, for somebody who has it open.
    func json(_ outline: StoryOutline, savedAt: Timestamp?, for member: Member) -> [JSONValue.Member] {
        let refusal = outline.refusal(of: member, at: clock())
        return [
            .init(key: "stage", value: outline.stage.map { .string($0.rawValue) } ?? .null),
            .init(key: "state", value: .string(outline.state.rawValue)),
            .init(key: "story", value: .integer(outline.version)),
            .init(key: "mayWrite", value: .bool(refusal == nil)),
            .init(key: "why", value: refusal.map { .string(words(of: $0)) } ?? .null),
            .init(key: "savedAt", value: .time(savedAt)),
            .init(key: "notes", value: .integer(outline.newestNote)),
        ]
    }

    /// All that is told of a story but its text.
    func json(_ story: KnownStory, for member: Member) -> [JSONValue.Member] {
        json(story.outline, savedAt: story.savedAt, for: member) + [
            .init(key: "fields", value: story.fields.fieldsJSON),
            .init(key: "pictures", value: picturesJSON(of: story.copy)),
            .init(key: "rescued", value: .array(story.rescued.map(\.json))),
        ]
    }

    /// A story's text as a page begins to write in it.
    func json(_ text: OpenText, for visit: MemberVisit) -> [UInt8] {
        let head = text.story.outline.text.head
        let key = Data(text.journalKey).base64EncodedString()
        let members: [JSONValue.Member] = [
            .init(key: "epoch", value: .integer(head.epoch)), .init(key: "version", value: .integer(head.version)),
            .init(key: "schema", value: .integer(Document.schema)),
            .init(key: "doc", value: .written(String(decoding: text.document, as: UTF8.self))),
            .init(key: "member", value: Writer(visit.member).json),
            .init(key: "token", value: .string(Desk.formToken(session: visit.sessionToken))),
            .init(key: "journalKey", value: .string(key)),
        ]
        return JSONValue.object(members + json(text.story, for: visit.member)).bytes
    }
}
