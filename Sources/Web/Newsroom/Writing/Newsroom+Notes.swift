import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// Notes on a story's text, as the script of its page asks for them and sends them.

extension Newsroom {
    /// All notes, and the members who may be named in one.
    func notes(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let known = try await desk.notes(on: number)
        let members = try await desk.members().filter(\.isActive)
        return answer(
            .ok,
            .members([
                "stamp": .integer(known.stamp), "notes": .array(known.notes.map { $0.json(in: known.point) }),
                "members": .array(
                    members.map { member in
                        .members([
                            "number": .integer(member.number.rawValue), "name": .string(member.name),
                            "role": .string(strings.text("roles_of_members." + member.role.rawValue)),
                        ])
                    }
                ),
            ])
        )
    }

    func addNote(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostOfNote)
        var subject = NewNote.Subject.wholeText
        if sent.has("from") || sent.has("to") {
            let (from, to) = (try sent.number("from"), try sent.number("to"))
            guard from < to else { throw NewsError(.invalid, "The note is about no words; mark some.") }
            subject = .range(from..<to, try sent.point(), quote: try sent.optionalText("quote"))
        }
        let note = try await desk.addNote(
            try newNote(sent, about: subject),
            to: number,
            by: visit.member.number,
            from: visit.caller
        )
        return try await answer(.created, note, number)
    }

    func reply(to id: Int64, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostOfNote)
        let note = try await desk.reply(
            to: id,
            try newNote(sent, about: .wholeText),
            on: number,
            by: visit.member.number,
            from: visit.caller
        )
        return try await answer(.created, note, number)
    }

    func resolve(_ id: Int64, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostOfNote)
        guard case .bool(let isResolved) = try sent.value("resolved") else {
            throw NewsError(.invalid, "The member “resolved” is missing, or is not what is taken here.")
        }
        return try await answer(.ok, try await resolve(id, isResolved, number, visit), number)
    }

    func resolve(
        _ id: Int64,
        _ isResolved: Bool,
        _ number: StoryNumber,
        _ visit: MemberVisit
    ) async throws -> TextNote {
        let (member, caller) = (visit.member.number, visit.caller)
        return isResolved
            ? try await desk.resolveNote(id, on: number, by: member, from: caller)
            : try await desk.reopenNote(id, on: number, by: member, from: caller)
    }

    /// Bytes of a note as it is sent: a character may be an escape of twelve, and the words that it is about come with it.
    private static let mostOfNote = 64 << 10

    private func newNote(_ sent: JSONFields, about subject: NewNote.Subject) throws -> NewNote {
        let chosen = sent.has("mentioned") ? try sent.values("mentioned").compactMap(\.asInteger) : []
        return NewNote(
            try sent.text("text"),
            about: subject,
            chosen: Set(chosen.map { MemberNumber(rawValue: Int64($0)) }),
            from: NewNote.Source(try sent.client(), try sent.number("seq"))
        )
    }

    /// The note as it is now, with its place in the version that there is now.
    private func answer(_ status: HTTPResponse.Status, _ note: TextNote, _ number: StoryNumber) async throws -> Response
    {
        let known = try await desk.notes(on: number, after: note.stamp - 1)
        let now = known.notes.first { $0.number == note.number } ?? note
        return answer(status, now.json(in: known.point))
    }
}
