public import News

/// What readers found at a past instant, as far as that was kept.
///
/// What it cannot tell is left out of lists and counted in ``omitted``. The navigation and the spelling of names are
/// those of today, as nobody kept which they were.
///
/// As the transaction that it reads, it must not leave the transaction's closure.
public final class PastView {
    let transaction: ReadTransaction
    let instant: Timestamp
    let showsHidden: Bool
    /// What was told of stories already.
    private var sights: [StoryNumber: PastSight] = [:]
    /// Stories that readers had and that are left out, with the reasons.
    public private(set) var omitted: [StoryNumber: PastGap] = [:]
    /// Whether a list was not read to its end, as too many of its stories were elsewhere then.
    public internal(set) var isCut = false

    /// - Parameters:
    ///   - transaction: The newspaper's.
    ///   - instant: At which readers looked.
    ///   - showsHidden: Whether also texts are told that a later correction hides.
    public init(_ transaction: ReadTransaction, at instant: Timestamp, showsHidden: Bool) {
        self.transaction = transaction
        self.instant = instant
        self.showsHidden = showsHidden
    }

    /// What readers had of a story, or why that is not told.
    public func sight(of number: StoryNumber) throws -> PastSight {
        if let known = sights[number] { return known }
        let sight = try transaction.sight(of: number, at: instant, showsHidden: showsHidden)
        sights[number] = sight
        if case .gap(let gap) = sight { omitted[number] = gap }
        return sight
    }

    /// Whether lists of the instant may lack stories that have moved to another section or another date since: until
    /// when nobody kept what left a list; nil where all is kept.
    public func listsMayLack() throws -> Timestamp? {
        try transaction.sql.row(Self.keptSinceQuery, [SQLValue(instant)])?.optionalTime(0)
    }

    private static let keptSinceQuery = "SELECT at FROM former_places_kept WHERE at > $1"
}

extension PastView: ReadersView {
    public func publishedStory(_ number: StoryNumber, withBody: Bool) throws -> PublishedStory? {
        guard case .shown(let story) = try sight(of: number) else { return nil }
        return story
    }

    public func readersAddress(of number: StoryNumber) throws -> Address? {
        try publishedStory(number, withBody: false)?.address
    }

    public func rows(_ numbers: [StoryNumber]) throws -> [StoryRow] {
        try numbers.compactMap { try row(of: $0) }
    }

    /// The row of a story that was public; nil for any other.
    func row(of number: StoryNumber) throws -> StoryRow? {
        guard let story = try publishedStory(number, withBody: false), story.state == .live else { return nil }
        return StoryRow(story)
    }

    public func newest(of tag: Slug) throws -> [(story: StoryNumber, position: ListPosition)] {
        try rows(.tag(tag), before: nil, within: nil, limit: 50).map { ($0.number, $0.position) }
    }

    public func wasRewritten(_ story: PublishedStory) throws -> Bool { try transaction.wasRewritten(story) }

    public func storyAnswered(by reply: StoryNumber) throws -> StoryNumber? {
        try transaction.answered(by: reply, until: instant)
    }

    public func replies(to story: StoryNumber) throws -> [StoryNumber] {
        try transaction.replies(to: story, until: instant)
    }

    public func storiesVerified(by number: StoryNumber) throws -> [StoryNumber] {
        try transaction.storiesVerified(by: number, until: instant)
    }

    public func section(_ slug: Slug) throws -> Section? { try transaction.section(slug) }

    public func masthead() throws -> Masthead { try transaction.masthead() }

    public func liveFront(_ front: Front) throws -> FrontVersion? {
        try transaction.frontVersion(of: front, at: instant)
    }

    public func banner() throws -> Banner? { try transaction.banner(until: instant) }
}

extension StoryRow {
    /// What a list shows of a story that is public.
    init?(_ story: PublishedStory) {
        guard let position = story.position else { return nil }
        let copy = story.copy
        self.init(
            number: story.number,
            position: position,
            headline: copy.headline,
            chosenSlug: copy.chosenSlug,
            lead: copy.lead.shortened(to: Self.longestLead),
            genre: copy.genre,
            section: copy.section,
            language: copy.language,
            zone: copy.zone,
            picture: copy.hero?.picture,
            corrected: story.corrections.weightiest,
            label: story.life.paid?.label
        )
    }
}

extension ReadTransaction {
    fileprivate func answered(by reply: StoryNumber, until instant: Timestamp) throws -> StoryNumber? {
        let query = "SELECT story FROM grievance WHERE reply = $1 AND ended <= $2"
        return try sql.row(query, [SQLValue(reply), SQLValue(instant)])?.number(0)
    }

    fileprivate func replies(to story: StoryNumber, until instant: Timestamp) throws -> [StoryNumber] {
        let query = "SELECT reply FROM grievance WHERE story = $1 AND reply IS NOT NULL AND ended <= $2 ORDER BY reply"
        return try sql.rows(query, [SQLValue(story), SQLValue(instant)]).map { try $0.number(0) }
    }

    fileprivate func storiesVerified(by number: StoryNumber, until instant: Timestamp) throws -> [StoryNumber] {
        let query = """
            SELECT story FROM unverified_report WHERE verification = $1 AND verified_at <= $2 ORDER BY story, number
            """
        return try sql.rows(query, [SQLValue(number), SQLValue(instant)]).map { try $0.number(0) }
    }
}
