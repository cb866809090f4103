internal import Logging
public import News
internal import Storage

extension Desk {
    /// Answers a note, and tells those whom the answer names.
    ///
    /// What is sent again by the same page is kept once.
    /// - Parameters:
    ///   - id: The note.
    ///   - new: What is said.
    ///   - number: The story.
    ///   - member: Who says it.
    ///   - caller: From where.
    /// - Returns: The note with the answer.
    /// - Throws: `TextNote.Fault`; `refused`; `notFound`; `invalid` where another member's page has the name of this one.
    public func reply(
        to id: Int64,
        _ new: NewNote,
        on number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> TextNote {
        let text = try TextNote.text(new.text)
        let note = try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            let writer = try transaction.allow(member, to: .note, outline, at: now)
            if let known = try transaction.sentNote(new, on: number, by: member) { return known }
            guard try transaction.existingNote(id, on: number).resolution == nil else {
                throw TextNote.Fault.resolved
            }
            guard try transaction.noteCounts(of: number).remarks < TextNote.most else {
                throw TextNote.Fault.tooMany
            }
            _ = try transaction.keep(text, of: new, on: number, answering: id, by: writer, at: now)
            return try transaction.existingNote(id, on: number)
        }
        logger.info("note answered", metadata: ["story": "\(number)", "member": "\(member)"])
        return note
    }
}
