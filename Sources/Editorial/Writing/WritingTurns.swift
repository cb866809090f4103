internal import News
internal import Synchronization

/// Whose turn it is where several send to one story at once.
///
/// Whoever is far away hears of a batch when the next one is there already: beside one writer who types without a pause
/// they would never be first, and nothing of theirs would arrive. After three batches in a row that came too late, a page
/// has the story to itself for a moment.
final class WritingTurns: Sendable {
    private let stories = Mutex<[StoryNumber: StoryTurns]>([:])

    /// Whether a page may send to a story, or somebody else has the turn.
    func admits(_ client: WritingClient, to story: StoryNumber, at now: Timestamp) -> Bool {
        stories.withLock { $0[story]?.admits(client, at: now) ?? true }
    }

    /// A page's batch came too late.
    func wasLate(_ client: WritingClient, of member: MemberNumber, to story: StoryNumber, at now: Timestamp) {
        stories.withLock { stories in
            stories = stories.filter { !$0.value.isOver(at: now) }
            stories[story, default: StoryTurns()].wasLate(client, of: member, at: now)
        }
    }

    /// A page's batch was kept.
    func wasKept(_ client: WritingClient, to story: StoryNumber) {
        stories.withLock { $0[story]?.wasKept(client) }
    }
}

/// The turns of one story.
struct StoryTurns {
    /// So many batches in a row have to come too late.
    static let lateBatches = 3
    /// How long a turn lasts, in milliseconds: the way there and back on a slow line, three times.
    static let length: Int64 = 1_500
    /// How long late batches and turns are remembered, in milliseconds.
    ///
    /// A member whose turn was of no use gets none for so long: otherwise a page that never catches up could keep all
    /// others from writing.
    static let memory: Int64 = 10_000
    /// So many pages are counted at once.
    static let mostPages = 64

    private struct Turn {
        let client: WritingClient
        let member: MemberNumber
        let began: Timestamp
    }

    private var late: [WritingClient: (count: Int, at: Timestamp)] = [:]
    private var turn: Turn?

    /// Whether nobody else has the turn.
    func admits(_ client: WritingClient, at now: Timestamp) -> Bool {
        guard let turn, turn.began.isWithin(Self.length, of: now) else { return true }
        return turn.client == client
    }

    mutating func wasLate(_ client: WritingClient, of member: MemberNumber, at now: Timestamp) {
        late = late.filter { $0.value.at.isWithin(Self.memory, of: now) }
        guard late[client] != nil || late.count < Self.mostPages else { return }
        let count = (late[client]?.count ?? 0) + 1
        late[client] = (count, now)
        guard count >= Self.lateBatches, mayBegin(member, at: now) else { return }
        turn = Turn(client: client, member: member, began: now)
        late[client] = nil
    }

    mutating func wasKept(_ client: WritingClient) {
        late[client] = nil
        if turn?.client == client { turn = nil }
    }

    /// Whether nothing of it has a meaning any more.
    func isOver(at now: Timestamp) -> Bool {
        !late.values.contains { $0.at.isWithin(Self.memory, of: now) }
            && !(turn?.began.isWithin(Self.memory, of: now) ?? false)
    }

    /// A turn that was used is gone; one that is still there runs, or passed without use.
    private func mayBegin(_ member: MemberNumber, at now: Timestamp) -> Bool {
        guard let turn else { return true }
        let lasts = turn.member == member ? Self.memory : Self.length
        return !turn.began.isWithin(lasts, of: now)
    }
}

extension Timestamp {
    /// Whether it is at most so many milliseconds ago; no longer where the clock was put back since.
    fileprivate func isWithin(_ length: Int64, of now: Timestamp) -> Bool {
        (0..<length).contains(now.milliseconds &- milliseconds)
    }
}
