internal import Logging
public import News
public import Storage

/// What has changed in the newsroom's list.
public struct ListNews: Sendable {
    /// Stories that belong to what is asked, as they are now, in the order in which something happened to them.
    public let rows: [DeskRow]
    /// Stories to which something happened, and that do not belong to it.
    public let others: [StoryNumber]
    /// Whoever knows what happened until then knows all of this.
    public let point: ListPoint
    /// Whether so much has happened that it is not told: the list is to be read anew.
    public let isTooMuch: Bool
}

/// Until when a page knows what happened to the list.
///
/// What somebody does raises the pulse. What falls due does so by itself, so that the time belongs to it.
public struct ListPoint: Hashable, Sendable, LosslessStringConvertible {
    /// The number of what was done last.
    public let pulse: Int64
    /// What was to be done by then is known to be overdue.
    public let time: Timestamp

    public init(pulse: Int64, time: Timestamp) {
        (self.pulse, self.time) = (pulse, time)
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Digits.number($0.utf8) }
        guard parts.count == 2, let pulse = parts[0], let time = parts[1] else { return nil }
        self.init(pulse: Int64(pulse), time: Timestamp(milliseconds: Int64(time)))
    }

    public var description: String { "\(pulse).\(time.milliseconds)" }
}

/// A page that has the list open; it leaves when nobody holds it any more.
public final class ListListening: Sendable {
    private let desk: Desk
    private let wakes: AsyncStream<ListListeners.Wake>
    private let place: Int
    private let digest: String

    fileprivate init(_ desk: Desk, _ joined: (wakes: AsyncStream<ListListeners.Wake>, place: Int), digest: String) {
        self.desk = desk
        (wakes, place) = joined
        self.digest = digest
    }

    deinit { leave() }

    /// The page listens no longer.
    public func leave() { desk.listListeners.leave(place) }

    /// Tells the page what has changed, for as long as its session lasts.
    /// - Parameters:
    ///   - point: Until when the page knows what happened.
    ///   - question: What is asked of the list, of a member with the sections that they have then.
    ///   - tell: Is given what has changed; nil where nothing did for a while, so that the page knows that it still
    ///     listens. Returns when there is room for more.
    public func hold(
        after point: ListPoint,
        asking question: @escaping @Sendable (Member, Timestamp) -> DeskFilter,
        _ tell: (ListNews?) async throws -> Void
    ) async throws {
        var look = ListLook(digest: digest, point: point, question: question)
        for await wake in wakes {
            var hasTold = false
            var isAll = false
            while !isAll, !Task.isCancelled {
                switch try await desk.look(at: look) {
                case .over: return
                case .nothing(let point):
                    look.point = point
                    isAll = true
                case .news(let news):
                    try await tell(news)
                    look.point = news.point
                    hasTold = true
                }
            }
            if wake == .silence, !hasTold { try await tell(nil) }
        }
    }
}

/// What a page knows of the list, and what it asks.
private struct ListLook: Sendable {
    /// Of the token of the page's session.
    let digest: String
    var point: ListPoint
    let question: @Sendable (Member, Timestamp) -> DeskFilter

    enum Sight: Sendable {
        /// The session is over.
        case over
        case nothing(ListPoint)
        case news(ListNews)
    }
}

extension Desk {
    /// Lets a page of a member listen to the newsroom's list.
    /// - Parameters:
    ///   - member: Whose page it is.
    ///   - token: Of the session; the page is ended with it.
    /// - Throws: `throttled` where too many pages listen already.
    public func listenToList(_ member: MemberNumber, session token: String) throws -> ListListening {
        let digest = Secret.digest(of: token)
        guard let joined = listListeners.join(member, digest: digest) else {
            throw NewsError(.throttled, "Too many pages listen already; close some of them.")
        }
        return ListListening(self, joined, digest: digest)
    }

    /// How many pages have the list open.
    public var openLists: Int { listListeners.count }

    /// Stories of which is told at once.
    private static let listNewsAtOnce = 100
    /// Stories of which is told at all: whoever slept longer than that reads the list anew.
    private static let mostListNews = 400

    /// What has changed for a page, asked in one state of the store with whether it may know.
    fileprivate func look(at look: ListLook) async throws -> ListLook.Sight {
        let now = clock()
        return try await store.read { transaction in
            guard let member = try transaction.signedInMember(digest: look.digest, at: now) else { return .over }
            let filter = look.question(member, now)
            let last = try transaction.deskPulse()
            let ahead = try transaction.deskChanges(after: look.point.pulse, limit: Self.mostListNews + 1)
            let due =
                filter.overdueAt == nil
                ? [] : try transaction.deskDue(after: look.point.time, upTo: now, limit: Self.listNewsAtOnce + 1)
            // A page of another store, as after one was restored, knows nothing of this one.
            if look.point.pulse > last || ahead.count > Self.mostListNews || due.count > Self.listNewsAtOnce {
                let point = ListPoint(pulse: last, time: now)
                return .news(ListNews(rows: [], others: [], point: point, isTooMuch: true))
            }
            let told = ahead.prefix(Self.listNewsAtOnce)
            let numbers = told.map(\.story) + due
            let point = ListPoint(pulse: told.last?.pulse ?? look.point.pulse, time: now)
            if numbers.isEmpty { return .nothing(point) }
            var (rows, others) = ([DeskRow](), [StoryNumber]())
            for number in numbers {
                if let row = try transaction.deskRow(of: number, in: filter) {
                    rows.append(row)
                } else {
                    others.append(number)
                }
            }
            return .news(ListNews(rows: rows, others: others, point: point, isTooMuch: false))
        }
    }

    /// Wakes those who have the list open when anything happened to the desk, whoever did it in whatever process, until
    /// the task is cancelled.
    func followList() async {
        var pulse = Int64(-1)
        // Much that happens at once is told together.
        await store.followCommits(pause: .milliseconds(300)) {
            pulse = try await wakeLists(after: pulse)
        } failed: {
            logger.error("The newsroom's list cannot be followed; trying again.", metadata: ["error": "\($0)"])
        }
    }

    /// Wakes those who have the list open if something happened since a number.
    /// - Returns: The number of what happened last.
    private func wakeLists(after pulse: Int64) async throws -> Int64 {
        // They are few, and each looks at one row.
        frontListeners.wake(.changed)
        guard listListeners.count > 0 else { return -1 }
        let last = try await store.read { try $0.deskPulse() }
        if last != pulse { listListeners.wake(.changed) }
        return last
    }
}
