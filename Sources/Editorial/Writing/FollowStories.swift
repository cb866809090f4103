internal import Logging
public import News
internal import Storage

/// A page that listens to a story; it leaves when nobody holds it any more.
public final class StoryListening: Sendable {
    /// What the page hears; it ends where the page fell behind, or its member may listen no longer.
    public let events: AsyncStream<StoryEvent>
    /// The story as it was when the page began to listen.
    public let story: KnownStory
    private let mayHear: @Sendable () -> Bool
    private let end: @Sendable () -> Void

    init(
        _ events: AsyncStream<StoryEvent>,
        _ story: KnownStory,
        mayHear: @escaping @Sendable () -> Bool,
        _ end: @escaping @Sendable () -> Void
    ) {
        self.events = events
        self.story = story
        self.mayHear = mayHear
        self.end = end
    }

    /// Whether the page may hear nothing more, also of what waits for it already: its session may have ended since.
    public var isOver: Bool { !mayHear() }

    /// The page listens no longer.
    public func leave() { end() }

    deinit { end() }
}

extension Desk {
    /// Lets a page of a member listen to a story.
    /// - Parameters:
    ///   - number: The story.
    ///   - client: The page.
    ///   - member: Whose page it is.
    ///   - token: Of the session; the page is ended with it.
    /// - Throws: `notFound`; `throttled` where too many pages listen already.
    public func listen(
        to number: StoryNumber,
        _ client: WritingClient,
        _ member: Member,
        session token: String
    ) async throws -> StoryListening {
        // Before anybody is told that the page is here.
        _ = try await store.read { try $0.existingOutline(number) }
        guard let joined = writing.listeners.join(number, client, member, digest: Secret.digest(of: token)) else {
            throw NewsError(.throttled, "Too many pages listen already; close some of them.")
        }
        let leave: @Sendable () -> Void = { [writing] in writing.listeners.leave(number, joined.place) }
        do {
            let story = try await store.read { try $0.knownStory(number) }
            writing.listeners.begin(story)
            return StoryListening(
                joined.events,
                story,
                mayHear: { [writing] in writing.listeners.hears(number, joined.place) },
                leave
            )
        } catch {
            leave()
            throw error
        }
    }

    /// Tells the others who have a story open where somebody's caret is.
    public func tell(_ caret: Caret, in number: StoryNumber) {
        writing.listeners.tell(caret, in: number)
    }

    /// How many pages listen to stories.
    public var listeners: Int { writing.listeners.count }

    /// Tells those who have a story or the list open what happens to it, whoever does it in whatever process, until the
    /// task is cancelled.
    public func followStories() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await follow() }
            group.addTask { await followList() }
            group.addTask { await watchSessions() }
            group.addTask { await talkToNodes() }
        }
    }

    /// Between two looks at the stories that are open: a desk that types commits some hundred times a second, and each look
    /// asks for all of them.
    private static let lookPause = Duration.milliseconds(20)

    private func follow() async {
        await store.followCommits(pause: Self.lookPause) {
            try await hearOfStories()
        } failed: {
            logger.error("Open stories cannot be followed; trying again.", metadata: ["error": "\($0)"])
        }
    }

    /// Looks at the stories that are open, and tells what has changed.
    package func hearOfStories() async throws {
        let open = writing.listeners.open
        guard !open.isEmpty else { return }
        let changed = try await store.read { transaction in
            try open.compactMap { number, known -> KnownStory? in
                guard let outline = try transaction.outline(of: number), outline != known else { return nil }
                return try transaction.knownStory(outline)
            }
        }
        for story in changed { writing.listeners.learn(story) }
    }

    /// Seconds after which every page is told something.
    private static let silence = 25

    private func watchSessions() async {
        var seconds = 0
        // A store may be away for long: what is said each second is read by nobody.
        var isFailing = false
        while !Task.isCancelled {
            seconds += 1
            if seconds.isMultiple(of: Self.silence) {
                writing.listeners.keepAlive()
                listListeners.wake(.silence)
                frontListeners.wake(.silence)
            }
            do {
                try await endListeners()
                isFailing = false
            } catch is CancellationError {
                return
            } catch {
                if !isFailing {
                    logger.error("Sessions cannot be looked at; trying again.", metadata: ["error": "\(error)"])
                }
                isFailing = true
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Ends the pages whose sessions are over, and those of members who were deactivated.
    package func endListeners() async throws {
        let digests = writing.listeners.digests.union(listListeners.digests).union(frontListeners.digests)
        guard !digests.isEmpty else { return }
        let now = clock()
        let members = try await store.read { transaction in
            var members: [String: Member] = [:]
            for digest in digests {
                members[digest] = try transaction.signedInMember(digest: digest, at: now)
            }
            return members
        }
        writing.listeners.keepOnly(members, of: digests)
        listListeners.keepOnly(Set(members.keys), of: digests)
        frontListeners.keepOnly(Set(members.keys), of: digests)
    }
}

extension ReadTransaction {
    /// Who has the session of a digest; nil where it is over, or they may not sign in.
    func signedInMember(digest: String, at now: Timestamp) throws -> Member? {
        guard let session = try session(digest: digest), session.isLive(at: now),
            let member = try member(session.member), member.isActive
        else { return nil }
        return member
    }
}
