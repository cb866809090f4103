public import News
internal import Storage

/// A page that has a front open; it leaves when nobody holds it any more.
public final class FrontListening: Sendable {
    private let desk: Desk
    private let front: Front
    private let wakes: AsyncStream<ListListeners.Wake>
    private let place: Int
    private let digest: String

    fileprivate init(
        _ desk: Desk,
        _ front: Front,
        _ joined: (wakes: AsyncStream<ListListeners.Wake>, place: Int),
        digest: String
    ) {
        self.desk = desk
        self.front = front
        (wakes, place) = joined
        self.digest = digest
    }

    deinit { leave() }

    /// The page listens no longer.
    public func leave() { desk.frontListeners.leave(place) }

    /// Tells the page of each change of the front, for as long as its session lasts.
    /// - Parameters:
    ///   - number: The version that the page knows.
    ///   - tell: Is given the newest version; nil where nothing changed for a while, so that the page knows that it still
    ///     listens.
    public func hold(after number: Int, _ tell: (FrontVersion?) async throws -> Void) async throws {
        var known = number
        for await wake in wakes {
            let now = desk.clock()
            let newest = try await desk.store.read { [front, digest] transaction -> FrontVersion?? in
                guard try transaction.signedInMember(digest: digest, at: now) != nil else { return nil }
                return .some(try transaction.newestFront(front))
            }
            guard let newest else { return }
            if let newest, newest.number != known {
                try await tell(newest)
                known = newest.number
            } else if wake == .silence {
                try await tell(nil)
            }
        }
    }
}

extension Desk {
    /// Lets a page of a member hear what others make of a front.
    /// - Parameters:
    ///   - front: Which.
    ///   - member: Whose page it is.
    ///   - token: Of the session; the page is ended with it.
    /// - Throws: `throttled` where too many pages listen already.
    public func listen(to front: Front, _ member: MemberNumber, session token: String) throws -> FrontListening {
        let digest = Secret.digest(of: token)
        guard let joined = frontListeners.join(member, digest: digest) else {
            throw NewsError(.throttled, "Too many pages listen already; close some of them.")
        }
        return FrontListening(self, front, joined, digest: digest)
    }
}
