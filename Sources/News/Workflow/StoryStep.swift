/// Something that a member does with a story by one press of a button, and what it needs to be told.
public enum StoryStep: Hashable, Sendable {
    case submit
    case sendBack(reason: String)
    case approve
    case publish
    case schedule(Timestamp)
    case unschedule
    case withdraw(reason: String)

    /// What a member must be allowed to do.
    public var verb: Verb {
        switch self {
        case .submit: .submit
        case .sendBack: .sendBack
        case .approve: .approve
        case .publish: .publish
        case .schedule: .schedule
        case .unschedule: .unschedule
        case .withdraw: .withdraw
        }
    }
}

extension Story {
    /// Does it.
    /// - Throws: What the step's own rule throws.
    public mutating func take(_ step: StoryStep, by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        switch step {
        case .submit: try submit()
        case .sendBack(let reason): try sendBack(because: reason)
        case .approve: try approve()
        case .publish: try publish(by: actor, at: now)
        case .schedule(let time): try schedule(for: time, by: actor, at: now)
        case .unschedule: try unschedule(by: actor, at: now)
        case .withdraw(let reason): try withdraw(because: reason, by: actor, at: now)
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
