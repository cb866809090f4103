public import News
public import Storage

/// One newspaper, pressed: stories in, bytes out.
///
/// `open()` presses what all its pages share; `follow()` and `rank()` are the two loops that keep it fresh; `answer(_:)`
/// is what a request asks. A page that is kept is answered without a query, a template or a compression.
///
/// Each duty is a type of its own, wired here: `PressState` is what changes as a whole, `JournalFollower` hears of
/// changes, `ReadRanker` makes rankings of reads, `PagePresser` makes pages and `PageAnswerer` answers with them.
public final class PressRoom: Sendable {
    /// What it shares with the other newspapers of the house.
    public let house: PressHouse
    let store: Store
    let state: PressState
    let versions: Versions
    let pages: PageAnswerer
    let follower: JournalFollower
    let ranker: ReadRanker
    let rails: RailsPresser
    let ends: EndFollower
    let publicPictures: PublicPictures
    /// Where its reads are counted.
    public let reads: ReadCounter
    /// Where its open pages are told of the UPDATE rail.
    public let updates: LiveUpdates

    /// - Parameters:
    ///   - house: What it shares with other newspapers.
    ///   - store: Where its stories are read from: the house's store, as this newspaper has it.
    ///   - site: What the newspaper is.
    ///   - url: Scheme and host under which readers reach it, without a slash at the end.
    ///   - theme: How its pages look.
    public init(_ house: PressHouse, store: Store, site: Site, url: String, theme: Theme) {
        self.house = house
        self.store = store
        let masthead = Masthead(sections: [])
        state = PressState(Newspaper(site: site, url: url, theme: theme, masthead: masthead))
        versions = Versions(of: house.nextNewspaper())
        reads = ReadCounter(filter: house.readFilter, site: site.number, tally: house.tally)
        updates = LiveUpdates()
        publicPictures = PublicPictures(versions: versions)
        pages = PageAnswerer(house: house, store: store, state: state, versions: versions)
        rails = RailsPresser(house: house, store: store, state: state, versions: versions, updates: updates)
        ends = EndFollower(house: house, state: state, versions: versions, rails: rails)
        ranker = ReadRanker(
            house: house,
            store: store,
            state: state,
            versions: versions,
            reads: reads,
            rails: rails
        )
        follower = JournalFollower(
            house: house,
            store: store,
            state: state,
            versions: versions,
            reads: reads,
            ranker: ranker,
            rails: rails
        )
    }

    /// The newspaper as pages show it now.
    var newspaper: Newspaper { state.newspaper }

    /// The newspaper's number in the house.
    public var number: SiteNumber { state.newspaper.site.number }

    /// The last line of the journal whose change is on every page.
    public var journalPosition: Int64 { state.journal.sequence }

    /// Whether pages can be answered: what they share is pressed.
    public var isOpen: Bool { state.rails != nil }
}

extension PressRoom {
    /// Presses for the first time what all pages share.
    /// - Throws: What the store throws; to be called again then.
    public func open() async throws { try await follower.begin() }

    /// Follows the journal until the task is cancelled: what others commit, in this process or another, is on every
    /// page as soon as it can be read.
    ///
    /// While the store is away it is asked again each second. The clock is followed beside it, for what ends by itself.
    public func follow() async {
        async let clock: Void = ends.run()
        await follower.run()
        await clock
    }

    /// Stores and ranks reads twice a second until the task is cancelled; then once more, so that a clean stop loses
    /// none.
    public func rank() async { await ranker.run() }

    /// Answers a public address: with its page, the way to it, or a page that says that there is none.
    ///
    /// - Parameters:
    ///   - address: The address that the request's path matched; nil where it matched none.
    ///   - path: What was asked literally, query and all, for the table of former paths.
    ///   - stitching: Whether the asker is a proxy that puts the rails in by itself (ESI).
    ///   - network: Who asks: what must be pressed for one network waits for nobody else's longer than for its turn.
    /// - Throws: What the store throws where the page is not kept; `Web` makes an error answer of it.
    public func answer(
        _ address: Address?,
        path: String,
        stitching: Bool = false,
        for network: ReaderNetwork? = nil
    ) async throws -> Answer {
        try await PressingThreads.$asker.withValue(network) {
            try await Store.$standby.withValue(StandbyTerms { [state] in state.position }) {
                try await pages.answer(address, path: path, stitching: stitching)
            }
        }
    }

    /// A page that says why there is no other; needs no store.
    public func notice(_ status: PressedPage.Status) -> PressedPage { pages.notice(status) }

    /// Whether a public story shows the picture.
    ///
    /// Known without the store for as long as that story stands as it stood.
    /// - Parameter digest: SHA-256 of the original in lower-case hexadecimal; may be anything that a client sent.
    /// - Throws: What the store throws where it must be asked and is away.
    public func isPublic(picture digest: String) async throws -> Bool {
        if publicPictures.isKnown(digest) { return true }
        return try await publicPictures.ask(store, digest)
    }
}
