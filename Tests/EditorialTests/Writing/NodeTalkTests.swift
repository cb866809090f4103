import News
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Editorial

/// Who has a story open at which node, and where their carets are, is shown at every node.
@Suite(.timeLimit(.minutes(10))) struct NodeTalkTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    private func listen(_ tab: Int, _ member: Member, at desk: Desk) async throws -> StoryListening {
        try await desk.listen(to: home.story, WritingDesk.tabs[tab], member, session: "sesi")
    }

    private func caret(_ tab: Int, _ member: Member, at position: Int) async throws -> Caret {
        Caret(
            client: WritingDesk.tabs[tab],
            point: try await home.head(),
            anchor: position,
            head: position,
            member: Writer(member)
        )
    }

    private func page(_ tab: Int, _ member: Member, caret: Caret? = nil) -> NodeMessage {
        .page(StoryPage(story: home.story, client: WritingDesk.tabs[tab], member: Writer(member), caret: caret))
    }

    /// What a page heard, after it was told to stop listening.
    private func heard(_ page: StoryListening) async -> [String] {
        page.leave()
        var words: [String] = []
        for await event in page.events { words.append(event.summary) }
        return words
    }

    @Test func `messages come over whole, in payloads that are short enough`() async throws {
        let messages: [NodeMessage] = [
            .hello, page(0, home.citra), page(1, home.bagus, caret: try await caret(1, home.bagus, at: 7)),
            .gone(home.story, WritingDesk.tabs[2]), .moved(home.story, try await caret(3, home.citra, at: 1)),
        ]
        for most in [0, 300, 7_900] {
            let payloads = NodeMessage.payloads(messages, from: "satu", site: .first, most: most)
            #expect(most > 0 ? payloads.allSatisfy { $0.utf8.count <= most } : payloads.count == messages.count)
            #expect(most < 7_900 || payloads.count == 1)
            let read = payloads.compactMap(NodeMessage.read)
            #expect(read.flatMap(\.messages) == messages)
            #expect(read.allSatisfy { $0.node == "satu" && $0.site == .first })
        }
        #expect(NodeMessage.payloads([], from: "satu", site: .first, most: 300) == [])
    }

    @Test(arguments: [
        "", "x", "{}", "[]", #"{"node":"a","site":1}"#, #"{"node":1,"site":1,"says":[]}"#,
        #"{"node":"a","site":1,"says":[[[[[[[[[[1]]]]]]]]]]}"#,
    ])
    func `what is no message of ours is passed over`(payload: String) {
        #expect(NodeMessage.read(payload) == nil)
    }

    @Test func `a kind of message that only a later program knows is passed over`() throws {
        let payload = #"{"node":"a","site":1,"says":[{"say":"sing"},{"say":"page","story":1},7,{"say":"hello"}]}"#
        #expect(try #require(NodeMessage.read(payload)).messages == [.hello])
    }

    @Test func `a page hears of those at other nodes, of their carets, and of who is gone`() async throws {
        let listeners = home.desk.writing.listeners
        let own = try await listen(0, home.citra, at: home.desk)
        listeners.hear(page(1, home.bagus), from: "dua", at: .zero)
        let caret = try await caret(1, home.bagus, at: 4)
        for _ in 0..<2 { listeners.hear(page(1, home.bagus, caret: caret), from: "dua", at: .zero) }
        let late = try await listen(3, home.citra, at: home.desk)
        listeners.hear(.gone(home.story, WritingDesk.tabs[1]), from: "tiga", at: .zero)
        listeners.hear(.gone(home.story, WritingDesk.tabs[1]), from: "dua", at: .zero)
        #expect(await heard(late) == ["caret 1", "here 0 3 1", "gone 1", "here 0 3"])
        #expect(
            await heard(own) == [
                "here 0", "here 0 1", "caret 1", "here 0 3 1", "gone 1", "here 0 3", "gone 3", "here 0",
            ]
        )
        #expect(listeners.state.withLock { $0.rooms.isEmpty && $0.elsewhereCount == 0 })
    }

    @Test func `a page that moves to another node is there once, and nobody sees it go`() async throws {
        let listeners = home.desk.writing.listeners
        let own = try await listen(0, home.citra, at: home.desk)
        listeners.hear(page(1, home.bagus), from: "dua", at: .zero)
        listeners.hear(page(1, home.bagus), from: "tiga", at: .zero)
        let moved = try await listen(1, home.bagus, at: home.desk)
        listeners.hear(.gone(home.story, WritingDesk.tabs[1]), from: "dua", at: .zero)
        listeners.hear(.gone(home.story, WritingDesk.tabs[1]), from: "tiga", at: .zero)
        #expect(await heard(own) == ["here 0", "here 0 1", "here 0 1"])
        #expect(await heard(moved) == ["here 0 1", "gone 0", "here 1"])
    }

    @Test func `pages of a node that was not heard of for long are gone`() async throws {
        let listeners = home.desk.writing.listeners
        let own = try await listen(0, home.citra, at: home.desk)
        listeners.hear(page(1, home.bagus), from: "dua", at: .zero)
        listeners.hear(page(2, home.bagus), from: "tiga", at: .seconds(5))
        listeners.forgetSilentNodes(at: StoryListeners.patience)
        listeners.forgetSilentNodes(at: StoryListeners.patience + .seconds(1))
        #expect(await heard(own) == ["here 0", "here 0 1", "here 0 1 2", "gone 1", "here 0 2"])
        #expect(listeners.state.withLock { $0.elsewhereCount } == 1)
    }

    @Test func `only what is new is told, and everything once nobody knows what was heard`() async throws {
        let listeners = home.desk.writing.listeners
        let own = try await listen(0, home.citra, at: home.desk)
        #expect(listeners.news() == [page(0, home.citra)])
        #expect(listeners.news() == [])
        let caret = try await caret(0, home.citra, at: 2)
        home.desk.tell(caret, in: home.story)
        #expect(listeners.news() == [page(0, home.citra, caret: caret)])
        listeners.forgetWhatWasTold()
        #expect(listeners.news() == [page(0, home.citra, caret: caret)])
        own.leave()
        #expect(listeners.news() == [.gone(home.story, WritingDesk.tabs[0])])
        #expect(listeners.news() == [])
    }

    @Test func `a caret that is told to another node than the page listens to is passed on`() async throws {
        let other = WritingDesk.desk(home.home.store, home.clock)
        let writer = try await listen(1, home.bagus, at: home.desk)
        let reader = try await listen(0, home.citra, at: home.desk)
        other.writing.listeners.hear(page(1, home.bagus), from: "satu", at: .zero)
        let caret = try await caret(1, home.bagus, at: 3)
        other.tell(caret, in: home.story)
        // Of a page of another member, nothing is passed on.
        other.tell(try await self.caret(1, home.citra, at: 9), in: home.story)
        let news = other.writing.listeners.news()
        #expect(news == [.moved(home.story, caret)])
        for message in news { home.desk.writing.listeners.hear(message, from: "dua", at: .zero) }
        #expect(await heard(reader) == ["here 1 0", "caret 1"])
        writer.leave()
    }

    @Test func `pages of other nodes are remembered in bounds`() async throws {
        let listeners = home.desk.writing.listeners
        for number in 0..<Int64(StoryListeners.mostElsewhere + 5) {
            let page = StoryPage(
                story: StoryNumber(rawValue: number + 1),
                client: WritingDesk.tabs[0],
                member: Writer(home.bagus),
                caret: nil
            )
            listeners.hear(.page(page), from: "dua", at: .zero)
        }
        #expect(listeners.state.withLock { $0.rooms.count } == StoryListeners.mostElsewhere)
        #expect(listeners.open.isEmpty)
        listeners.forgetSilentNodes(at: .seconds(60))
        #expect(listeners.state.withLock { $0.rooms.isEmpty && $0.elsewhereCount == 0 })
    }

    @Test(.onPostgreSQL) func `two nodes over one database show each other's pages`() async throws {
        let store = try await home.home.another()
        defer { store.close() }
        let other = WritingDesk.desk(store, home.clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for desk in [home.desk, other] { group.addTask { await desk.talkToNodes() } }
            let far = try await listen(1, home.bagus, at: other)
            let near = try await listen(0, home.citra, at: home.desk)
            var heard = near.events.makeAsyncIterator()
            var last = ""
            while last != "here 0 1" { last = try #require(await heard.next()).summary }
            other.tell(try await caret(1, home.bagus, at: 5), in: home.story)
            #expect(await heard.next()?.summary == "caret 1")
            far.leave()
            #expect(await heard.next()?.summary == "gone 1")
            #expect(await heard.next()?.summary == "here 0")
            group.cancelAll()
        }
    }
}
