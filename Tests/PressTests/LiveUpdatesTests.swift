import News
import Testing

@testable import Press

@Suite(.timeLimit(.minutes(10))) struct LiveUpdatesTests {
    private func update(_ id: String) -> LiveUpdate { LiveUpdate(id: id, html: "<li>\(id)</li>") }

    /// All that a stream that has ended, or is about to, still gives.
    private func rest(_ stream: AsyncStream<LiveUpdate>) async -> [String] {
        await stream.reduce(into: []) { $0.append($1.id) }
    }

    @Test func `who does not know the rail is told at once, who knows it is not`() async {
        let updates = LiveUpdates()
        updates.tell(update("a"), reading: 1)
        let (new, old, other) = (
            updates.listen(known: nil), updates.listen(known: "a"), updates.listen(known: "z")
        )
        updates.close()
        #expect(await rest(new) == ["a"])
        #expect(await rest(old) == [])
        #expect(await rest(other) == ["a"])
    }

    @Test func `who is slow is told the newest only, whichever was told last`() async {
        let updates = LiveUpdates()
        updates.tell(update("a"), reading: 1)
        let stream = updates.listen(known: nil)
        for (id, reading) in [("b", 2), ("d", 4), ("c", 3)] { updates.tell(update(id), reading: reading) }
        updates.close()
        #expect(await rest(stream) == ["d"])
    }

    @Test func `who listens is told of each change in turn`() async {
        let updates = LiveUpdates()
        var iterator = updates.listen(known: nil).makeAsyncIterator()
        for (reading, id) in ["a", "b", "c"].enumerated() {
            updates.tell(update(id), reading: reading + 1)
            #expect(await iterator.next()?.id == id)
        }
    }

    @Test func `closing ends all, and turns away who comes later`() async {
        let updates = LiveUpdates()
        let streams = (0..<100).map { _ in updates.listen(known: nil) }
        #expect(updates.count == 100)
        updates.close()
        for stream in streams { #expect(await rest(stream) == []) }
        #expect(updates.count == 0)
        updates.tell(update("a"), reading: 1)
        #expect(await rest(updates.listen(known: nil)) == [])
    }

    @Test func `who goes away is forgotten`() async {
        let updates = LiveUpdates()
        let task = Task { await rest(updates.listen(known: nil)) }
        while updates.count == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == [])
        #expect(updates.count == 0)
    }
}
