/// Something that a member does about a story's task by one press of a button.
public enum TaskStep: Hashable, Sendable {
    /// Says what is asked of the text; the holder in it is not looked at.
    case plan(StoryTask)
    /// Sets one flag or takes it away, and leaves everything else that is asked.
    case flag(StoryTask.Flag, isSet: Bool)
    case claim
    /// - Parameters:
    ///   - to: A member, who may be the one who hands it over and so takes it back.
    ///   - note: What they should know; may be empty.
    case handOver(to: MemberNumber, note: String)
    case letGo

    /// What a member must be allowed to do.
    public var verb: Verb {
        switch self {
        case .plan, .flag: .plan
        case .claim: .claim
        case .handOver: .handOver
        case .letGo: .letGo
        }
    }

    /// What the journal calls it.
    public var act: JournalEntry.Act {
        switch self {
        case .plan, .flag: .planned
        case .claim: .claimed
        case .handOver: .handedOver
        case .letGo: .letGo
        }
    }
}

extension StoryTask {
    /// The task after a step.
    /// - Throws: `refused` where the claim does not allow it; `invalid` where a number of words or a note does not do.
    public func taking(_ step: TaskStep, by member: MemberNumber) throws(NewsError) -> StoryTask {
        var task = self
        switch step {
        case .plan(let plan):
            if let words = plan.words, !(1...Self.mostWords).contains(words) {
                throw NewsError(
                    .invalid,
                    "A story is commissioned with 1 to 100,000 words; name such a number, or none."
                )
            }
            task = plan
            task.holder = holder
        case .flag(let flag, let isSet):
            if isSet { task.flags.insert(flag) } else { task.flags.remove(flag) }
        case .claim:
            guard holder == nil else {
                let who = holder == member ? "You have" : "Somebody else has"
                throw NewsError(.refused, "\(who) this story in hand already.")
            }
            task.holder = member
        case .handOver(let other, let note):
            guard note.fits(characters: Self.longestNote) else {
                throw NewsError(.invalid, "The note has more than \(Self.longestNote) characters; shorten it.")
            }
            guard other != holder else {
                throw NewsError(.refused, "That member has this story in hand already.")
            }
            task.holder = other
        case .letGo:
            guard holder != nil else { throw NewsError(.refused, "Nobody has this story in hand.") }
            task.holder = nil
        }
        return task
    }
}
