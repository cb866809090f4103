import News
import Storage

/// One of two texts of a story that are compared: a version, what readers see, or what is being written.
struct ComparedText: Sendable {
    enum Choice: Hashable, Sendable, LosslessStringConvertible {
        case version(Int)
        /// What readers see.
        case live
        /// What is being written.
        case working

        init?(_ text: String) {
            switch text {
            case "live": self = .live
            case "working": self = .working
            default:
                guard let version = Digits.number(text.utf8) else { return nil }
                self = .version(version)
            }
        }

        var description: String {
            switch self {
            case .version(let version): String(version)
            case .live: "live"
            case .working: "working"
            }
        }
    }

    let choice: Choice
    let copy: Copy
    /// The version that it is; nil for what is being written.
    let version: Int?
    let savedAt: Timestamp
    let actor: Actor
    /// Who wrote in it, as far as that was kept.
    let writers: [Actor]
    let reason: String

    /// By which the older of two is found: what is being written is newer than each version.
    var age: Int { version ?? .max }

    /// - Returns: Nil where the story has no such text.
    init?(_ choice: Choice, of number: StoryNumber, _ transaction: ReadTransaction) throws {
        guard let story = try transaction.story(number) else { return nil }
        self.choice = choice
        if case .working = choice {
            guard let working = story.workingCopy else { return nil }
            (copy, version, savedAt, actor, reason) = (working.copy, nil, working.savedAt, working.writer, "")
            writers = try transaction.writersSinceVersion(of: number)
            return
        }
        let wanted = if case .version(let version) = choice { version } else { story.liveVersion ?? 0 }
        guard let revision = try transaction.revision(of: number, version: wanted) else { return nil }
        // Of the version in which it was published, readers have the published text.
        copy = if case .live = choice { story.published ?? revision.copy } else { revision.copy }
        (version, savedAt, actor, reason) = (wanted, revision.savedAt, revision.actor, revision.reason)
        writers = try transaction.writers(of: number, version: wanted)
    }
}

/// How two texts stand beside one another; where nobody says, as there is room.
enum ComparisonLayout: String, CaseIterable {
    case one
    case two
}

extension Story {
    /// The version of which readers see the text; nil where they see none.
    fileprivate var liveVersion: Int? { life.state == .live && life.publishedVersion > 0 ? life.publishedVersion : nil }
}

extension EditorModel {
    /// The version of which readers see the text; nil where they see none.
    var liveVersion: Int? { story?.liveVersion }
}
