import News
import Storage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct CommitTests {
    @Test func `a stream of commits begins at once`() async throws {
        let home = try await TestStore()
        var commits = home.store.commits().makeAsyncIterator()
        #expect(await commits.next() != nil)
    }

    @Test func `another program's commit is seen`() async throws {
        let home = try await TestStore(unfounded: ())
        let other = try await home.another()
        let seen = Task { [store = home.store] in
            for await _ in store.commits() where try await store.read({ try $0.site() }) != nil { return true }
            return false
        }
        try await Task.sleep(for: .milliseconds(50))
        try await other.write { try $0.save(.sample) }
        #expect(try await seen.value)
        other.close()
    }

    @Test func `a commit of our own wakes everybody who listens`() async throws {
        let home = try await TestStore(unfounded: ())
        let listeners = (0..<3).map { _ in
            Task { [store = home.store] in
                for await _ in store.commits() where try await store.read({ try $0.site() }) != nil { return true }
                return false
            }
        }
        try await home.store.write { try $0.save(.sample) }
        for listener in listeners { #expect(try await listener.value) }
    }

    @Test func `streams end when the store is closed, and later ones are empty`() async throws {
        let home = try await TestStore()
        let stream = home.store.commits()
        home.store.close()
        for await _ in stream {}
        for await _ in home.store.commits() { Issue.record("a closed store tells of nothing") }
    }
}
