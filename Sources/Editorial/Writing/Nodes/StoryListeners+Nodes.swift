internal import News
internal import Synchronization

// Pages that listen at other nodes: they are shown with our own, and ours are told to them.

extension StoryListeners {
    /// Pages of other nodes that are remembered, of all stories: more are not shown.
    static let mostElsewhere = 10_000
    /// So long after a node was last heard of, its pages are taken for gone: it tells of them all each five seconds.
    static let patience = Duration.seconds(13)

    /// What is to be told to the other nodes, since it was last asked.
    func news() -> [NodeMessage] {
        state.withLock { state in
            var now: [StoryRoom.PageKey: StoryPage] = [:]
            for (number, room) in state.rooms {
                for listener in room.listeners.values {
                    let page = StoryPage(
                        story: number,
                        client: listener.client,
                        member: Writer(listener.member),
                        caret: listener.caret
                    )
                    now[StoryRoom.PageKey(number, listener.client)] = page
                }
            }
            let gone = state.told.keys.filter { now[$0] == nil }.map { NodeMessage.gone($0.story, $0.client) }
            let pages = now.filter { state.told[$0.key] != $0.value }.map { NodeMessage.page($0.value) }
            let moved = state.passedOn.map { NodeMessage.moved($0.key.story, $0.value) }
            state.told = now
            state.passedOn = [:]
            return gone + pages + moved
        }
    }

    /// Has everything told anew, as nobody knows what was heard.
    func forgetWhatWasTold() { state.withLock { $0.told = [:] } }

    /// Takes in what another node tells.
    /// - Parameters:
    ///   - message: Any but `hello`, which is about no page.
    ///   - node: Whose it is.
    ///   - now: The time by a clock that is never set.
    func hear(_ message: NodeMessage, from node: String, at now: Duration) {
        switch message {
        case .hello: break
        case .page(let page): place(page, node, now)
        case .gone(let story, let client): change(story) { $0.forget([StoryRoom.Elsewhere(node, client)]) }
        case .moved(let story, let caret): _ = move(caret, in: story)
        }
    }

    private func place(_ page: StoryPage, _ node: String, _ now: Duration) {
        state.withLock { state in
            let key = StoryRoom.Elsewhere(node, page.client)
            let known = state.rooms[page.story]?.elsewhere[key]
            guard known != nil || state.elsewhereCount < Self.mostElsewhere else { return }
            if known == nil { state.elsewhereCount += 1 }
            state.change(page.story) { $0.place(page, at: key, heard: now) }
        }
    }

    /// Takes pages for gone whose nodes were not heard of for long.
    func forgetSilentNodes(at now: Duration) {
        let stories = state.withLock { $0.rooms.filter { !$0.value.elsewhere.isEmpty }.map(\.key) }
        for story in stories {
            change(story) { room in
                room.forget(room.elsewhere.filter { now - $0.value.heard > Self.patience }.map(\.key))
            }
        }
    }

    private func change(_ story: StoryNumber, _ body: (inout StoryRoom) -> Void) {
        state.withLock { state in
            let before = state.rooms[story]?.elsewhere.count ?? 0
            state.change(story, body)
            state.elsewhereCount += (state.rooms[story]?.elsewhere.count ?? 0) - before
        }
    }
}

extension StoryRoom {
    /// A page, in whatever story.
    struct PageKey: Hashable {
        let story: StoryNumber
        let client: WritingClient

        init(_ story: StoryNumber, _ client: WritingClient) {
            self.story = story
            self.client = client
        }
    }

    /// A page at another node.
    struct Elsewhere: Hashable {
        let node: String
        let client: WritingClient

        init(_ node: String, _ client: WritingClient) {
            self.node = node
            self.client = client
        }
    }

    /// What is known of such a page.
    struct ElsewherePage {
        let page: StoryPage
        /// When it was last told of.
        let heard: Duration
    }

    /// Takes in a page of another node, and tells our own of what is new.
    fileprivate mutating func place(_ page: StoryPage, at key: Elsewhere, heard: Duration) {
        let before = here
        let caret = elsewhere[key]?.page.caret
        elsewhere[key] = ElsewherePage(page: page, heard: heard)
        if here != before { tell(.here(here)) }
        if let new = page.caret, new != caret, !listeners.values.contains(where: { $0.client == page.client }) {
            tell(.caret(new))
        }
    }

    /// Pages of other nodes are gone.
    fileprivate mutating func forget(_ keys: [Elsewhere]) {
        let before = here
        for key in keys { elsewhere[key] = nil }
        tellChange(from: before)
    }

    /// Tells of those who are here no longer, and of who is, where that is another than before.
    mutating func tellChange(from before: [Presence]) {
        let now = here
        guard now != before else { return }
        let clients = Set(now.map(\.client))
        for page in before where !clients.contains(page.client) { tell(.gone(page.client)) }
        tell(.here(now))
    }
}
