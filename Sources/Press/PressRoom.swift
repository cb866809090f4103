public import Logging
public import News
public import Storage
import Synchronization

/// Stories in, bytes out: everything that a reader is answered with.
///
/// `open()` presses the tail; `follow()` and `rank()` are the two loops that keep it fresh; `answer(_:)` is what a
/// request asks. A page that is kept is answered without a query, a template or a compression.
public final class PressRoom: Sendable {
    let store: Store
    let theme: Theme
    let url: String
    public let tally = PressTally()
    /// Where reads are counted.
    public let reads: ReadCounter
    /// Where open pages are told of the UPDATE rail.
    public let updates = LiveUpdates()
    let clock: @Sendable () -> Timestamp
    let cache: PageCache
    let versions = Versions()
    /// Who presses pages.
    let hands: PressHands
    /// Presses the tail, which waits for nobody.
    private let tailHand = Hand("press tail")
    let publicPictures: PublicPictures
    private let logger: Logger
    private let desk: Mutex<Desk>
    private let looks = Atomic<Int>(0)
    private let tails = Atomic<Int>(0)

    /// What changes as a whole: swapped in at once, so that no page mixes two states.
    private struct Desk {
        var newspaper: Newspaper
        var tail: Tail?
        var rankings = Rankings.none
        /// Which look into the store the tail was made from: of two that overlap, the later counts.
        var tailLook = 0
        /// Pages that say that there is no other, pressed when first needed: whoever guesses addresses gets these.
        var notices: [PressedPage.Status: PressedPart] = [:]
        /// The journal up to here is on every page.
        var sequence: Int64 = 0
    }

    /// - Parameters:
    ///   - store: Where stories are read from.
    ///   - theme: How pages look.
    ///   - site: The newspaper.
    ///   - url: Scheme and host under which readers reach the site, without a slash at the end.
    ///   - budget: Bytes for pressed pages; what it takes beyond them is small and fixed.
    ///   - logger: For what goes wrong in the loops.
    ///   - clock: The present time.
    public convenience init(
        store: Store,
        theme: Theme,
        site: Site,
        url: String,
        budget: Int,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.init(
            store: store,
            theme: theme,
            site: site,
            url: url,
            budget: budget,
            hands: PressHands(),
            logger: logger,
            clock: clock
        )
    }

    init(
        store: Store,
        theme: Theme,
        site: Site,
        url: String,
        budget: Int,
        hands: PressHands,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.theme = theme
        self.url = url
        self.hands = hands
        self.logger = logger
        self.clock = clock
        reads = ReadCounter(tally: tally)
        cache = PageCache(budget: budget, versions: versions, tally: tally)
        publicPictures = PublicPictures(versions: versions)
        desk = Mutex(Desk(newspaper: Newspaper(site: site, url: url, theme: theme, masthead: Masthead(sections: []))))
    }

    var newspaper: Newspaper { desk.withLock { $0.newspaper } }
    var rankings: Rankings { desk.withLock { $0.rankings } }

    /// Whether the tail is pressed and pages can be answered.
    public var isOpen: Bool { tail != nil }

    /// The tail as it stands now; nil before the press is open.
    var tail: Tail? { desk.withLock { $0.tail } }

    /// Moves after the tail has.
    var tailNumber: Int { tails.load(ordering: .acquiring) }

    /// Bytes of pressed pages kept now.
    public var cacheSize: Int { cache.size }

    /// The page of a status, pressed once for each masthead.
    func notice(_ status: PressedPage.Status, press: () -> PressedPart) -> PressedPart {
        let (kept, masthead) = desk.withLock { ($0.notices[status], $0.newspaper.masthead) }
        if let kept { return kept }
        let part = press()
        // Not where the masthead moved meanwhile: this one may still show the former.
        desk.withLock { if $0.newspaper.masthead == masthead { $0.notices[status] = part } }
        return part
    }

    /// The part with the tail as it stands now, ready to send.
    func compose(_ part: PressedPart) -> PressedPage {
        PressedPage(part, tail: part.hasTail ? tail : nil)
    }

    /// The tail alone, for proxies that stitch it in themselves (ESI).
    func railsPart() throws -> PressedPart {
        guard let tail else {
            throw NewsError(.unavailable, "The press is not open yet; try again in a second.")
        }
        return PressedPart(
            tail.fragment,
            caching: .page(age: .fresh),
            surrogateKeys: ["rails"],
            pressedAt: tail.pressedAt
        )
    }
}

extension PressRoom {
    /// Presses the tail for the first time.
    /// - Throws: What the store throws; to be called again then.
    public func open() async throws {
        // Read before anything is pressed, so that no change falls between the first page and the first look.
        let (sequence, last) = try await store.read { (try $0.lastJournalSequence(), try $0.lastStoryNumber()) }
        desk.withLock { $0.sequence = sequence }
        reads.know(upTo: last)
        try await pressTail()
    }

    /// Follows the journal until the task is cancelled: what others commit, in this process or another, is on every
    /// page as soon as it can be read.
    ///
    /// While the store is away it is asked again each second.
    public func follow() async {
        while !Task.isCancelled {
            do {
                for await _ in store.commits() { try await catchUp() }
                return
            } catch {
                logger.error("The journal cannot be followed; trying again.", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// How long reads are counted before they are stored: with the time that storing takes, less than the second that
    /// a crash may cost.
    private static let readInterval = Duration.milliseconds(500)

    /// Stores and ranks reads twice a second until the task is cancelled; then once more, so that a clean stop loses
    /// none.
    public func rank() async {
        var ledger = ReadLedger()
        var isLoaded = false
        var hour = clock().seconds / 3_600
        while !Task.isCancelled {
            if clock().seconds / 3_600 != hour {
                hour = clock().seconds / 3_600
                versions.move(.hour)
            }
            if !isLoaded {
                do {
                    try await ledger.open(store, now: clock())
                    isLoaded = true
                    try await publish(ledger.rankings())
                } catch {
                    logger.error("Reads cannot be loaded; trying again.", metadata: ["error": "\(error)"])
                }
            }
            try? await Task.sleep(for: Self.readInterval)
            if isLoaded { await enterReads(&ledger) }
        }
        if isLoaded { await enterReads(&ledger) }
    }

    /// Stories whose reads are stored in one transaction: whoever else writes does not wait long.
    private static let readBatch = 1_000

    private func enterReads(_ ledger: inout ReadLedger) async {
        for alarm in reads.takeAlarms() { logger.warning("\(alarm.sentence)") }
        for number in updates.takeMoved() { ledger.displace(number) }
        var sums = reads.take()[...]
        do {
            repeat {
                let batch = sums.prefix(Self.readBatch)
                let unknown = try await ledger.enter(Array(batch), store, now: clock())
                tally.count(refused: .unknown, times: unknown)
                sums = sums.dropFirst(batch.count)
            } while !sums.isEmpty
        } catch {
            reads.giveBack(sums)
            logger.error("Reads cannot be stored; they are kept.", metadata: ["error": "\(error)"])
            return
        }
        guard ledger.isChanged else { return }
        do {
            try await publish(ledger.rankings())
            ledger.isChanged = false
        } catch {
            logger.error("The rail of the most read cannot be pressed.", metadata: ["error": "\(error)"])
        }
    }

    /// Moves the versions of everything that the journal tells of, and presses the tail again if a list changed.
    func catchUp() async throws {
        while true {
            let after = desk.withLock { $0.sequence }
            let (entries, last, masthead) = try await store.read {
                (try $0.journal(after: after, limit: 1_000), try $0.lastStoryNumber(), try $0.masthead())
            }
            guard let newest = entries.last else {
                if masthead != newspaper.masthead { try await pressTail() }
                return
            }
            reads.know(upTo: last)
            var touched: Set<Dependency> = []
            for entry in entries where entry.act.isForReaders {
                touched.formUnion(entry.topics.map { .topic($0) })
                touched.insert(.shard(entry.story.rawValue / SitemapShard.size))
            }
            updates.noteMoved(entries.map(\.story))
            for dependency in touched { versions.move(dependency) }
            if !touched.isEmpty { try await pressTail() }
            desk.withLock { $0.sequence = newest.sequence }
        }
    }

    func publish(_ rankings: Rankings) async throws {
        let former = self.rankings
        let changes = rankings.changes(from: former)
        guard !changes.isEmpty else { return }
        desk.withLock { $0.rankings = rankings }
        for key in changes { versions.move(.ranking(key.window, key.section)) }
        guard rankings.rail(limit: TailPage.popularRows) != former.rail(limit: TailPage.popularRows) else { return }
        do {
            try await pressTail()
        } catch {
            // Not told yet: the next look finds the same change again.
            desk.withLock { $0.rankings = former }
            throw error
        }
    }

    /// Reads the rails and the sections and swaps them in; tells open pages where UPDATE changed.
    ///
    /// What takes time is done before the swap: no reader waits for it.
    private func pressTail() async throws {
        let look = looks.wrappingAdd(1, ordering: .relaxed).newValue
        // A few more than are shown, as some may have been withdrawn since they were ranked.
        let popular = rankings.rail(limit: TailPage.popularRows * 2)
        let (page, masthead) = try await store.read {
            (try TailPage($0, popular: popular), try $0.masthead())
        }
        var (newspaper, former) = desk.withLock { ($0.newspaper, $0.tail) }
        newspaper.masthead = masthead
        let tail = try await tailHand { [newspaper, former, clock, tally] in
            page.press(newspaper, unless: former, now: clock(), tally: tally)
        }
        let (isNewMasthead, isNewRail) = desk.withLock { desk in
            guard desk.tailLook < look else { return (false, false) }
            let isNewMasthead = desk.newspaper.masthead != masthead
            let isNewRail = desk.tail?.updates.id != tail.updates.id
            desk.tailLook = look
            desk.newspaper.masthead = masthead
            desk.tail = tail
            if isNewMasthead { desk.notices = [:] }
            return (isNewMasthead, isNewRail)
        }
        tails.wrappingAdd(1, ordering: .releasing)
        if isNewMasthead { versions.move(.masthead) }
        if isNewRail { updates.tell(tail.updates, look: look) }
    }
}
