/// Something that a member does with a story by one press of a button, and what it needs to be told.
public enum StoryStep: Hashable, Sendable {
    case submit
    /// - Parameters:
    ///   - reason: What is to be done about it.
    ///   - to: Who is to do it, among those who wrote in it; nil for whoever began it.
    case sendBack(reason: String, to: MemberNumber? = nil)
    case approve
    case publish
    case schedule(Timestamp)
    case unschedule
    case update
    /// Tells readers what was wrong, with the text that the desk has written since.
    case correct(Correction.Draft)
    /// Gives readers a text that is not verified, and tells them so at its end.
    case reportUnverified(UnverifiedReport.Draft)
    /// Tells readers what verified it: the text that the desk has written since, or another story.
    case verify(in: StoryNumber?)
    /// Says who paid for it, and what it is called because of that; nil for news.
    /// - Parameter isReply: Whether it is a granted right of reply, which whoever performs the step knows.
    case label(PaidContent?, isReply: Bool = false)
    /// - Parameters:
    ///   - until: Before which time the story may not be public; nil to lift the embargo.
    ///   - reason: Why; may be empty.
    ///   - overridesSender: Whether it is known that a sender asked for the embargo that ends sooner so.
    case embargo(until: Timestamp?, reason: String, overridesSender: Bool)
    /// - Parameters:
    ///   - ground: Why, of the closed list.
    ///   - reason: What is said beside it; may be empty.
    case withdraw(Story.Withdrawal.Ground, reason: String)
    case bringBack(reason: String)

    /// Whether it may bring the story's own text to readers, so that checks are asked before it; what another story tells does not.
    package var publishesText: Bool {
        if case .verify(_?) = self { false } else { true }
    }

    /// What a member must be allowed to do.
    public var verb: Verb {
        switch self {
        case .submit: .submit
        case .sendBack: .sendBack
        case .approve: .approve
        case .publish: .publish
        case .schedule: .schedule
        case .unschedule: .unschedule
        case .update: .update
        case .correct: .correct
        case .reportUnverified: .reportUnverified
        case .verify: .verify
        case .label: .label
        case .embargo: .embargo
        case .withdraw: .withdraw
        case .bringBack: .bringBack
        }
    }
}

extension Story {
    /// Does it.
    /// - Throws: What the step's own rule throws.
    public mutating func take(_ step: StoryStep, by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        switch step {
        case .submit: try submit()
        case .sendBack(let reason, _): try sendBack(because: reason)
        case .approve: try approve()
        case .publish: try publish(by: actor, at: now)
        case .schedule(let time): try schedule(for: time, by: actor, at: now)
        case .unschedule: try unschedule(by: actor, at: now)
        case .update: try update(by: actor, at: now)
        case .correct(let draft): try correct(draft, by: actor, at: now)
        case .reportUnverified(let draft): try reportUnverified(draft, by: actor, at: now)
        case .verify(let other): try verify(in: other, by: actor, at: now)
        case .label(let paid, let isReply): try label(paid, isReply: isReply, by: actor, at: now)
        case .embargo(let end, let reason, let overridesSender):
            try embargo(until: end, because: reason, overridesSender: overridesSender, by: actor, at: now)
        case .bringBack(let reason): try bringBack(because: reason, by: actor, at: now)
        case .withdraw(let ground, let reason): try withdraw(on: ground, because: reason, by: actor, at: now)
        }
    }

    /// What somebody who looks at the story has before them: it is another when anything of it has changed.
    public var sight: StorySight { StorySight(version: version, save: life.workingSaves) }
}

/// A story as somebody saw it, by which a button that was pressed too late is told from one that was not.
public struct StorySight: Hashable, Sendable, LosslessStringConvertible {
    public let version: Int
    /// The save of the working copy (`Story.Life.workingSaves`).
    public let save: Int

    public init(version: Int, save: Int) {
        self.version = version
        self.save = save
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Digits.number($0.utf8) }
        guard parts.count == 2, let version = parts[0], let save = parts[1] else { return nil }
        self.init(version: version, save: save)
    }

    public var description: String { "\(version)-\(save)" }
}
