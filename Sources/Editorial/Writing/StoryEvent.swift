public import News
public import Storage

/// What those hear who have a story open.
public enum StoryEvent: Sendable {
    /// There are new batches up to this version, or another text: whoever listens reads on from where they are.
    case batches(TextVersion)
    /// Where somebody's caret is now.
    case caret(Caret)
    /// A page is gone.
    case gone(WritingClient)
    /// All pages that have the story open.
    case here([Presence])
    /// A field beside the body says something else.
    case field(CopyField, JSONValue, by: Writer?, WritingClient?)
    /// The story has other pictures than before: those of this copy.
    case pictures(Copy)
    /// The story stands elsewhere on the desk or before readers, or the listener may do something else than before.
    case story(StoryOutline, Member)
    case rescued(RescuedText)
    case dismissed(Int64)
    /// Something happened to the story's notes: whoever listens reads on from what they have.
    case notes
    /// Readers found, or did not find, on more surfaces what the desk did with the story.
    case receipts
    /// Nothing; it keeps a stream of which nothing is heard from being taken for dead.
    case silence
}

/// A page that has a story open.
public struct Presence: Hashable, Sendable {
    public let client: WritingClient
    public let member: Writer
}

/// Where somebody's caret is in a version of the text.
public struct Caret: Hashable, Sendable {
    public let client: WritingClient
    public let point: SharedText.Point
    /// Where the selection begins, as a position of ProseMirror.
    public let anchor: Int
    /// Where it ends, and the caret stands.
    public let head: Int
    public let member: Writer

    public init(client: WritingClient, point: SharedText.Point, anchor: Int, head: Int, member: Writer) {
        self.client = client
        self.point = point
        self.anchor = anchor
        self.head = head
        self.member = member
    }
}

/// A story as those see it who write in it, without its text.
public struct KnownStory: Sendable {
    public let outline: StoryOutline
    /// What is written, with its pictures; the body is empty.
    public let copy: Copy
    /// Words that nobody has dismissed.
    public let rescued: [RescuedText]
    /// Who saved the working copy last, where that is known.
    let writer: Writer?

    /// When anything of it was last kept; nil where nobody is writing anything that readers do not have.
    public var savedAt: Timestamp? {
        [outline.savedAt, outline.text.isAhead ? outline.text.lastBatch : nil].compactMap(\.self).max()
    }

    /// The newest version of its text.
    public var newest: TextVersion { TextVersion(newestOf: outline.text) }

    /// The fields beside the body; the body's is empty.
    public var fields: CopyText { CopyText(copy) }

    /// What keeps a member from writing in it; nil where nothing does.
    public func refusal(of member: Member, at now: Timestamp) -> Permission.Reason? {
        outline.refusal(of: member, at: now)
    }
}

extension StoryOutline {
    /// What keeps a member from writing in it; nil where nothing does.
    public func refusal(of member: Member, at now: Timestamp) -> Permission.Reason? {
        member.permission(to: .write, facts(for: member, at: now)).reason
    }
}

extension ReadTransaction {
    /// - Throws: `notFound`.
    func knownStory(_ number: StoryNumber) throws -> KnownStory { try knownStory(existingOutline(number)) }

    /// - Parameter outline: The story as it is now.
    func knownStory(_ outline: StoryOutline) throws -> KnownStory {
        var writer: Writer?
        if case .member(let key)? = outline.writer { writer = try member(key: key).map(Writer.init) }
        return KnownStory(
            outline: outline,
            copy: try openFields(of: outline.number),
            rescued: outline.rescued.count > 0 ? try rescuedTexts(of: outline.number) : [],
            writer: writer
        )
    }
}
