/// Copy with its life: numbered, dated, in a state.
///
/// What readers see and what the desk writes are two texts, and two values say where each stands: the state, which is
/// public, and the stage of the working copy. Both change by verbs alone, in `Workflow` and `Wire`; each verb gives what
/// the journal tells of it.
///
/// This is the whole of a story, as the desk has it; what readers may be told of it is a ``PublishedStory``.
@dynamicMemberLookup
public struct Story: Hashable, Sendable {
    public let number: StoryNumber
    /// The wire's identity for it (ninjs `uri`); never changes.
    public let uri: String
    /// Counts what was saved for good, from 1; 0 for a story that is not kept yet.
    ///
    /// A save carries the version that it was
    /// made from.
    public let version: Int
    public internal(set) var life: Life
    public internal(set) var text: Text

    /// The texts of a story: there is always one of them.
    public enum Text: Hashable, Sendable {
        /// Nothing was passed for readers yet.
        case unpublished(WorkingCopy)
        /// What was passed for readers, and what the desk is writing where that is something else.
        case published(Copy, working: WorkingCopy?)
    }

    /// A story as it is stored; what happens to it is for the verbs to say.
    public init(number: StoryNumber, uri: String, version: Int, life: Life, text: Text) {
        self.number = number
        self.uri = uri
        self.version = version
        self.life = life
        self.text = text
    }

    /// What is known of the story's life: its state, its dates.
    public subscript<Value>(dynamicMember field: KeyPath<Life, Value>) -> Value { life[keyPath: field] }
}

extension Story {
    /// What was passed for readers: what they see, will see at its time, or saw last; nil where there is none yet.
    public var published: Copy? {
        if case .published(let copy, _) = text { copy } else { nil }
    }

    /// What the desk is writing, where that is another text than the published one.
    public var workingCopy: WorkingCopy? {
        switch text {
        case .unpublished(let working): working
        case .published(_, let working): working
        }
    }

    /// The text by which the desk knows the story: the published one, and before there is one the working copy's.
    public var copy: Copy {
        switch text {
        case .unpublished(let working): working.copy
        case .published(let copy, _): copy
        }
    }

    /// Whether readers are told that it was taken back: only what they have been able to see, in the words in which they
    /// saw it.
    public var leavesNotice: Bool { life.leavesNotice && published != nil }

    /// When its time comes, for a story that is passed and waits for it.
    public var waitsUntil: Timestamp? { life.state == .scheduled ? life.publicSince : nil }

    /// The readable part of its address.
    public var slug: Slug { copy.slug }

    public var address: Address { .story(section: copy.section.slug, number, slug) }

    /// Whether it is that story in all that the desk and readers know of it, whichever copy of a wire it was made of.
    func isSame(as other: Story) -> Bool {
        var story = self
        story.life.wire = other.life.wire
        return story == other
    }
}

extension Story {
    /// The story with other facts of its pictures, as for an export that found what their files are.
    public func mapPictures(_ change: (Picture) throws -> Picture) rethrows -> Story {
        var story = self
        switch text {
        case .unpublished(let working): story.text = .unpublished(try working.mapPictures(change))
        case .published(let copy, let working):
            story.text = .published(try copy.mapPictures(change), working: try working?.mapPictures(change))
        }
        return story
    }
}

extension WorkingCopy {
    fileprivate func mapPictures(_ change: (Picture) throws -> Picture) rethrows -> WorkingCopy {
        var working = self
        working.copy = try copy.mapPictures(change)
        return working
    }
}

extension Copy {
    fileprivate func mapPictures(_ change: (Picture) throws -> Picture) rethrows -> Copy {
        var copy = self
        for index in pictures.indices { copy.pictures[index].picture = try pictures[index].picture.map(change) }
        return copy
    }
}
