internal import Logging
public import News
internal import Storage

extension Desk {
    /// Says that nobody needs to do anything about a note any more; one that is resolved stays as it is.
    /// - Throws: `refused`; `notFound`.
    public func resolveNote(
        _ id: Int64,
        on number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> TextNote {
        let note = try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            try transaction.allow(member, to: .note, outline, at: now)
            let note = try transaction.existingNote(id, on: number)
            guard note.resolution == nil else { return note }
            try transaction.resolve(note: id, on: number, by: member, at: now)
            return try transaction.existingNote(id, on: number)
        }
        logger.info("note resolved", metadata: ["story": "\(number)", "member": "\(member)"])
        return note
    }

    /// Takes back that a note is resolved; one that is open stays as it is.
    /// - Throws: `TextNote.Fault` where the story has too many open notes; `refused`; `notFound`.
    public func reopenNote(
        _ id: Int64,
        on number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> TextNote {
        let note = try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            try transaction.allow(member, to: .note, outline, at: now)
            let note = try transaction.existingNote(id, on: number)
            guard note.resolution != nil else { return note }
            guard try transaction.noteCounts(of: number).open < TextNote.mostOpen else {
                throw TextNote.Fault.tooMany
            }
            try transaction.reopen(note: id, on: number)
            return try transaction.existingNote(id, on: number)
        }
        logger.info("note reopened", metadata: ["story": "\(number)", "member": "\(member)"])
        return note
    }
}
