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
        try await change(id, on: number, "note resolved", by: member, from: caller) { transaction, note, now in
            guard note.resolution == nil else { return }
            try transaction.resolve(note: id, on: number, by: member, at: now)
        }
    }

    /// Takes back that a note is resolved; one that is open stays as it is.
    /// - Throws: `TextNote.Fault` where the story has too many open notes; `refused`; `notFound`.
    public func reopenNote(
        _ id: Int64,
        on number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> TextNote {
        try await change(id, on: number, "note reopened", by: member, from: caller) { transaction, note, _ in
            guard note.resolution != nil else { return }
            guard try transaction.noteCounts(of: number).open < TextNote.mostOpen else {
                throw TextNote.Fault.tooMany
            }
            try transaction.reopen(note: id, on: number)
        }
    }

    /// Changes a note for a member, and gives it as it is then.
    /// - Parameter done: What was done, for the log.
    private func change(
        _ id: Int64,
        on number: StoryNumber,
        _ done: Logger.Message,
        by member: MemberNumber,
        from caller: Caller,
        _ act: @escaping @Sendable (WriteTransaction, TextNote, Timestamp) throws -> Void
    ) async throws -> TextNote {
        let note = try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            try transaction.allow(member, to: .note, outline, at: now)
            try act(transaction, try transaction.existingNote(id, on: number), now)
            return try transaction.existingNote(id, on: number)
        }
        logger.info(done, metadata: ["story": "\(number)", "member": "\(member)"])
        return note
    }
}
