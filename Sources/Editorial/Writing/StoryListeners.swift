internal import News
internal import Storage
internal import Synchronization

/// The pages that have stories open, and what they are told.
///
/// All of it is of this process: what others commit is heard of by `Desk.followStories`, and what pages they have, by
/// `Desk.talkToNodes`.
final class StoryListeners: Sendable {
    /// Pages that have one story open at once.
    static let mostOfStory = 64
    /// Pages that one member has open at once.
    static let mostOfMember = 32
    /// Pages in all.
    static let most = 2_000
    /// Events that wait for a page; one that falls behind is ended, and comes back to where it was.
    static let mostWaiting = 256

    struct State {
        var rooms: [StoryNumber: StoryRoom] = [:]
        var next = 0
        /// How many pages of other nodes stand in the rooms.
        var elsewhereCount = 0
        /// What the other nodes were told of our pages.
        var told: [StoryRoom.PageKey: StoryPage] = [:]
        /// Where carets are of pages that listen elsewhere, and were told here.
        var passedOn: [StoryRoom.PageKey: Caret] = [:]

        var listeners: some Sequence<StoryRoom.Listener> { rooms.values.lazy.flatMap(\.listeners.values) }

        /// Changes a story's room, which is there for as long as anybody is in it.
        mutating func change(_ number: StoryNumber, _ body: (inout StoryRoom) -> Void) {
            var room = rooms[number] ?? StoryRoom()
            body(&room)
            if room.listeners.isEmpty { room.forgetStory() }
            rooms[number] = room.listeners.isEmpty && room.elsewhere.isEmpty ? nil : room
        }
    }

    /// There may be something to tell to the other nodes.
    let hasNews = Signal()
    let state = Mutex(State())

    /// How many pages listen.
    var count: Int { state.withLock { $0.rooms.values.reduce(0) { $0 + $1.listeners.count } } }
}

// MARK: Coming and going

extension StoryListeners {
    /// Lets a page listen to a story.
    ///
    /// A page that comes back before it was missed takes its former place.
    /// - Returns: What it hears, and what `leave` takes; nil where there is no room.
    func join(
        _ number: StoryNumber,
        _ client: WritingClient,
        _ member: Member,
        digest: String
    ) -> (events: AsyncStream<StoryEvent>, place: Int)? {
        let (events, continuation) = AsyncStream.makeStream(
            of: StoryEvent.self,
            bufferingPolicy: .bufferingOldest(Self.mostWaiting)
        )
        let place = state.withLock { state -> Int? in
            var room = state.rooms[number] ?? StoryRoom()
            if let old = room.listeners.first(where: { $0.value.client == client }) {
                guard old.value.member.number == member.number else { return nil }
                old.value.events.finish()
                room.listeners[old.key] = nil
            } else {
                let own = state.listeners.count { $0.member.number == member.number }
                let all = state.rooms.values.reduce(0) { $0 + $1.listeners.count }
                guard room.listeners.count < Self.mostOfStory, own < Self.mostOfMember, all < Self.most else {
                    return nil
                }
            }
            state.next += 1
            for caret in room.carets where caret.client != client { continuation.yield(.caret(caret)) }
            room.listeners[state.next] = StoryRoom.Listener(
                client: client,
                member: member,
                digest: digest,
                events: continuation
            )
            room.tell(.here(room.here))
            state.rooms[number] = room
            return state.next
        }
        hasNews.tell()
        return place.map { (events, $0) }
    }

    /// Whether a page still listens, and was not ended.
    func hears(_ number: StoryNumber, _ place: Int) -> Bool {
        state.withLock { $0.rooms[number]?.listeners[place] != nil }
    }

    /// A page listens no longer.
    func leave(_ number: StoryNumber, _ place: Int) {
        state.withLock { state in
            guard state.rooms[number] != nil else { return }
            state.change(number) { $0.end(place) }
        }
        hasNews.tell()
    }

    /// Where a page's caret is; of a page that listens nowhere, nobody is told.
    func tell(_ caret: Caret, in number: StoryNumber) {
        if move(caret, in: number) { return }
        state.withLock { state in
            let isElsewhere = state.rooms[number]?.elsewhere.contains { key, known in
                key.client == caret.client && known.page.member.number == caret.member.number
            }
            if isElsewhere == true { state.passedOn[StoryRoom.PageKey(number, caret.client)] = caret }
        }
        hasNews.tell()
    }

    /// Notes and tells the others where the caret of a page is that listens here.
    /// - Returns: Whether it does.
    func move(_ caret: Caret, in number: StoryNumber) -> Bool {
        let isOurs = state.withLock { state in
            guard var room = state.rooms[number],
                let own = room.listeners.first(where: { $0.value.client == caret.client }),
                own.value.member.number == caret.member.number
            else { return false }
            room.listeners[own.key]?.caret = caret
            room.tell(.caret(caret), besides: own.key)
            state.rooms[number] = room
            return true
        }
        if isOurs { hasNews.tell() }
        return isOurs
    }
}

extension StoryListeners {
    /// Tells every page that nothing is told.
    func keepAlive() {
        state.withLock { state in
            for number in state.rooms.keys { state.rooms[number]?.tell(.silence) }
        }
    }
}

// MARK: What others did

extension StoryListeners {
    /// The stories that are open, with what is known of them.
    var open: [StoryNumber: StoryOutline?] {
        state.withLock { $0.rooms.filter { !$0.value.listeners.isEmpty }.mapValues(\.known?.outline) }
    }

    /// How a story stands for the first page that listens to it; whoever knows more already keeps that.
    func begin(_ now: KnownStory) {
        state.withLock { state in
            guard let room = state.rooms[now.outline.number], room.known == nil, !room.listeners.isEmpty else { return }
            state.rooms[now.outline.number]?.known = now
        }
    }

    /// Remembers who keeps a field, so that it can be told to whom it is news.
    func remember(_ author: StoryRoom.FieldAuthor, of number: StoryNumber) {
        state.withLock { state in
            guard var room = state.rooms[number], !room.listeners.isEmpty else { return }
            room.authors = Array((room.authors + [author]).suffix(64))
            state.rooms[number] = room
        }
    }

    /// Takes in how a story stands now, and tells of what has changed.
    func learn(_ now: KnownStory) {
        state.withLock { state in
            guard state.rooms[now.outline.number]?.listeners.isEmpty == false else { return }
            state.change(now.outline.number) { $0.learn(now) }
        }
    }
}

// MARK: Who may listen

extension StoryListeners {
    /// The sessions that listen, by the digest of their tokens.
    var digests: Set<String> { state.withLock { Set($0.listeners.map(\.digest)) } }

    /// Ends the pages whose sessions are over, and tells a page whose member may do something else now.
    /// - Parameters:
    ///   - members: Who is signed in, by the digest of the session's token.
    ///   - digests: Those that were looked at; who came since stays.
    func keepOnly(_ members: [String: Member], of digests: Set<String>) {
        state.withLock { state in
            for number in state.rooms.keys {
                state.change(number) { $0.keepOnly(members, of: digests) }
            }
        }
        hasNews.tell()
    }
}

/// Wakes whoever waits for it; what is told while nobody waits is told once.
final class Signal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func tell() { continuation.yield() }
}
