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
    public let field: CopyField
    /// What stood there when they began.
    let from: JSONValue
    let to: JSONValue
    /// The page that it was typed in; nil for a plain form.
    let client: WritingClient?

    public init(field: CopyField, from: JSONValue, to: JSONValue, client: WritingClient?) {
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
    /// - Throws: `CopyText.Fault` or `StoryPictureFault` where the field may not say that; `refused` where the member may
    ///   not write in the story, or not in the section that it would come to; `invalid` where a value is not of the field's
    ///   kind, or there is no such picture; `notFound`.
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
            let savedAt = story.workingCopy?.savedAt ?? now
            guard let current = open.copy.value(of: change.field) else {
                throw NewsError(.invalid, "The story has no picture of that number.")
            }
            let (seen, wanted) = try change.values(over: open.copy)
            if current == wanted { return .kept(current, at: savedAt) }
            guard current == seen else { return .stale(current) }
            let copy = try change.applied(to: open.copy, sections: transaction.allSections(), by: member)
            guard copy != open.copy else { return .kept(current, at: savedAt) }
            let base = WorkingCopy.Base(save: story.workingSaves, published: open.base.published)
            _ = try story.saveWorkingCopy(copy, madeFrom: base, by: member.actor, at: now)
            try transaction.allow(memberNumber, to: .write, story, at: now)
            try transaction.saveWorkingCopy(of: story, actor: member.actor, now: now)
            writing.listeners.remember(
                StoryRoom.FieldAuthor(
                    field: change.field,
                    save: story.workingSaves,
                    client: change.client,
                    writer: Writer(member)
                ),
                of: number
            )
            return .kept(copy.value(of: change.field) ?? current, at: now)
        }
    }
}

extension FieldChange {
    /// What the writer saw and what they want, as the field would say it.
    fileprivate func values(over copy: Copy) throws -> (seen: JSONValue, wanted: JSONValue) {
        guard case .text(let field) = field else { return (from, to) }
        var (seen, wanted) = (CopyText(copy), CopyText(copy))
        guard seen.fill(field, with: from), wanted.fill(field, with: to) else { throw noValue }
        return (seen[field], wanted[field])
    }

    /// The copy with what is wanted.
    fileprivate func applied(to copy: Copy, sections: [SectionEntry], by member: Member) throws -> Copy {
        guard case .text(let field) = field else {
            guard let copy = try copy.with(to, as: self.field) else { throw noValue }
            return copy
        }
        var text = CopyText(copy)
        guard text.fill(field, with: to) else { throw noValue }
        return try text.applied(to: copy, sections: sections, by: member)
    }

    private var noValue: NewsError { NewsError(.invalid, "The field \(field.name) holds no such value.") }
}
