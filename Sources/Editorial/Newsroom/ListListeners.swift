internal import News
internal import Synchronization

/// The pages that have the newsroom's list open.
///
/// Each is only woken: what it has to tell, and whether it still may, it reads for itself. So a slow page keeps nothing
/// in memory, and is told in the end how things stand then.
final class ListListeners: Sendable {
    enum Wake: Sendable {
        case changed
        /// Nothing happened for a while.
        case silence
    }

    /// Pages that one member has open at once.
    static let mostOfMember = 32
    /// Pages in all.
    static let most = 2_000

    private struct Listener {
        let member: MemberNumber
        /// Of the token of the page's session.
        let digest: String
        let wakes: AsyncStream<Wake>.Continuation
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// How many pages listen.
    var count: Int { state.withLock { $0.listeners.count } }

    /// The sessions that listen, by the digest of their tokens.
    var digests: Set<String> { state.withLock { Set($0.listeners.values.map(\.digest)) } }

    /// Lets a page listen; it is woken once at once.
    /// - Returns: What wakes it, and what `leave` takes; nil where there is no room.
    func join(_ member: MemberNumber, digest: String) -> (wakes: AsyncStream<Wake>, place: Int)? {
        state.withLock { state in
            let own = state.listeners.values.count { $0.member == member }
            guard own < Self.mostOfMember, state.listeners.count < Self.most else { return nil }
            let (wakes, continuation) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(2))
            continuation.yield(.changed)
            state.next += 1
            state.listeners[state.next] = Listener(member: member, digest: digest, wakes: continuation)
            return (wakes, state.next)
        }
    }

    /// A page listens no longer.
    func leave(_ place: Int) {
        state.withLock { $0.listeners.removeValue(forKey: place) }?.wakes.finish()
    }

    /// Wakes all pages.
    func wake(_ wake: Wake) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.wakes.yield(wake) }
    }

    /// Ends the pages whose sessions are over.
    /// - Parameters:
    ///   - live: The digests of those that are not.
    ///   - digests: Those that were looked at; who came since stays.
    func keepOnly(_ live: Set<String>, of digests: Set<String>) {
        let ended = digests.subtracting(live)
        let over = state.withLock { state in
            state.listeners.filter { ended.contains($0.value.digest) }.keys.sorted()
        }
        for place in over { leave(place) }
    }
}
