public import News
internal import Storage

/// What becomes of a field that somebody typed in.
public enum FieldAnswer: Hashable, Sendable {
    /// It is on disk, and says this.
    case kept(JSONValue, at: Timestamp)
    /// Somebody else wrote in it since; it says this.
    case stale(JSONValue)
}

/// What somebody typed in a field beside the body.
public struct FieldChange: Hashable, Sendable {
    public let field: CopyText.Field
    /// What stood there when they began.
    let from: JSONValue
    let to: JSONValue
    let client: WritingClient

    public init(field: CopyText.Field, from: JSONValue, to: JSONValue, client: WritingClient) {
        self.field = field
        self.from = from
        self.to = to
        self.client = client
    }
}

extension Desk {
    /// Keeps one field of a story's working copy, as it is typed: on disk, and no version of the story.
    ///
    /// It is kept where it still says what the writer saw, and where it says already what they want.
    /// - Throws: `CopyText.Fault` where the field may not say that; `refused` where the member may not write in the story,
    ///   or not in the section that it would come to; `invalid` where a value is not of the field's kind; `notFound`.
    public func keepField(
        _ change: FieldChange,
        of number: StoryNumber,
        by memberNumber: MemberNumber,
        from caller: Caller
    ) async throws -> FieldAnswer {
        try await withRights(from: caller.address) { [writing] transaction, now in
            let outline = try transaction.existingOutline(number)
            let member = try transaction.allow(memberNumber, to: .write, outline, at: now)
            var story = try transaction.caughtUp(outline, writing.documents)
            let open = story.openWorkingCopy(by: member.actor, at: now)
            let shown = CopyText(open.copy)
            let (current, savedAt) = (shown[change.field], story.workingCopy?.savedAt ?? now)
            var (seen, typed) = (shown, shown)
            guard seen.fill(change.field, with: change.from), typed.fill(change.field, with: change.to) else {
                throw NewsError(.invalid, "The field \(change.field.rawValue) holds no such value.")
            }
            if current == typed[change.field] { return .kept(current, at: savedAt) }
            guard current == seen[change.field] else { return .stale(current) }
            let copy = try typed.applied(to: open.copy, sections: transaction.allSections(), by: member)
            guard copy != open.copy else { return .kept(current, at: savedAt) }
            let base = WorkingCopy.Base(save: story.workingSaves, published: open.base.published)
            _ = try story.saveWorkingCopy(copy, madeFrom: base, by: member.actor, at: now)
            try transaction.allow(memberNumber, to: .write, story, at: now)
            try transaction.saveWorkingCopy(of: story, actor: member.actor, now: now)
            writing.listeners.note(change.field, of: number, save: story.workingSaves, change.client, Writer(member))
            return .kept(CopyText(copy)[change.field], at: now)
        }
    }
}
