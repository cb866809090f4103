/// A story as it stands when receipts are asked for it, with what decides where it must be seen.
public struct ReceiptSubject: Sendable {
    public let number: StoryNumber
    public let state: PublicState
    /// Where it stands, or stood.
    public let address: Address
    public let section: Slug
    public let headline: String
    /// The time of the present text, as its page tells machines.
    let changed: String
    let publicSince: Timestamp
    /// Whether somebody paid for it: the news sitemap has none of that.
    let isPaid: Bool
    /// Whether its page says that it was taken back.
    let leavesNotice: Bool
    /// Its newest correction, which stands first among all only while it is new; nil where there is none.
    let correction: (number: Int, at: Timestamp)?
    /// How many newer stories the newspaper has, and its section, counted up to ``mostCounted``.
    public let newer: Int
    public let newerInSection: Int
    /// The oldest page of the archive; nil where there is none.
    let oldest: Address?
    /// The newest stories that the site's front surely shows beside what the desk has placed there.
    let frontRows: Int

    /// Beyond that, no surface shows it.
    public static let mostCounted = 1_000

    /// Nil for a story that was never passed for readers: it is nowhere, and will be nowhere.
    /// - Parameters:
    ///   - story: The story.
    ///   - newer: How many public stories of the newspaper are newer, counted up to ``mostCounted``.
    ///   - newerInSection: How many of its section.
    ///   - oldest: The oldest page of the archive.
    ///   - front: What the desk has placed on the site's front; nil where nothing was launched.
    public init?(
        _ story: Story,
        newer: Int,
        newerInSection: Int,
        oldest: Address?,
        front: FrontArrangement? = nil
    ) {
        guard let copy = story.published else { return nil }
        number = story.number
        state = story.state
        address = .story(section: copy.section.slug, story.number, copy.slug)
        section = copy.section.slug
        headline = copy.headline
        changed = RFC3339.write(story.changed, zone: copy.zone)
        publicSince = story.publicSince
        isPaid = story.life.paid != nil
        leavesNotice = story.leavesNotice
        correction = story.corrections.last.map { ($0.number, $0.at) }
        self.newer = newer
        self.newerInSection = newerInSection
        self.oldest = oldest
        let rows = Surface.front.rows ?? 0
        // Of one section not all may come by themselves, so nothing is sure then.
        frontRows = front?.cap == nil ? max(0, rows - (front?.cards.count ?? 0)) : 0
    }
}

extension JournalEntry {
    /// Whether a receipt is asked for it: what the desk did, or the clock for it, and readers can see.
    ///
    /// Nobody waits for the copy of a wire, of which an import brings thousands; nor for an export that is brought back.
    public var asksForReceipt: Bool {
        switch actor {
        case .member, .clock, .commandLine: break
        case .wire, .guest, .restoration: return false
        }
        return act.asksForReceipt
    }
}

extension JournalEntry.Act {
    /// Whether it changes where readers find the story, or what they read in it.
    package var asksForReceipt: Bool {
        switch self {
        case .published, .updated, .corrected, .reportedUnverified, .verified, .labelled, .broughtBack, .withdrawn,
            .held:
            true
        default: false
        }
    }

    /// Whether readers see the story no longer after it.
    package var takesAway: Bool { self == .withdrawn || self == .held }
}

extension ReceiptSubject {
    /// What every surface is asked after an act: whether it shows the story as it is now, or no longer shows it.
    ///
    /// A surface on which the story may be absent or present alike, as the feed for a story of long ago, is not asked; none
    /// is where readers could not see the act, as the label of a draft.
    /// - Parameters:
    ///   - act: What was done.
    ///   - now: The present time.
    public func questions(after act: JournalEntry.Act, at now: Timestamp) -> [SurfaceQuestion] {
        if state == .live { return Surface.allCases.compactMap { shown($0, now) } }
        return act.takesAway ? questionsAhead : []
    }

    /// What every surface is asked ahead of the story's time: whether it does not show it yet.
    public var questionsAhead: [SurfaceQuestion] { Surface.allCases.compactMap { absent($0) } }

    private func shown(_ surface: Surface, _ now: Timestamp) -> SurfaceQuestion? {
        guard let asked = asked(surface), rows(of: surface).map({ place(on: surface) < $0 }) ?? true else {
            return nil
        }
        let isOfCorrection = surface == .corrections || surface == .correctionsFeed
        if isOfCorrection, (correction?.at ?? publicSince) < now.adding(seconds: -Self.newSeconds) { return nil }
        if surface == .newsSitemap, isPaid { return absent(surface) }
        if surface == .newsSitemap, publicSince < now.adding(seconds: -Self.newsSeconds) { return nil }
        let marks: [String]
        if surface == .page {
            marks =
                [changed] + headline.partsWithoutMarkup + (correction.map { [Correction.anchor(of: $0.number)] } ?? [])
        } else {
            let target = isOfCorrection ? correction.map { "#" + Correction.anchor(of: $0.number) } ?? "" : ""
            marks = [link(on: surface, to: address.path + target)]
        }
        return SurfaceQuestion(surface: surface, address: asked, statuses: [200], holds: marks, lacks: [])
    }

    private func absent(_ surface: Surface) -> SurfaceQuestion? {
        switch surface {
        case .page:
            return SurfaceQuestion(
                surface: surface,
                address: address,
                statuses: [leavesNotice ? 410 : 404],
                holds: [],
                lacks: []
            )
        // What was corrected stays there; and the rails of the page are those of all.
        case .corrections, .correctionsFeed, .rail: return nil
        default:
            guard let asked = asked(surface) else { return nil }
            // A section whose only story it was has no front any more.
            let lacks = [link(on: surface, to: address.path)]
            return SurfaceQuestion(surface: surface, address: asked, statuses: [200, 404], holds: [], lacks: lacks)
        }
    }

    /// Stories of the last two days: what news indexes take (Google News sitemap 0.9).
    private static let newsSeconds: Int64 = 2 * 86_400 - 60
    /// For so long a correction is among the newest for sure.
    private static let newSeconds: Int64 = 60

    private func asked(_ surface: Surface) -> Address? {
        switch surface {
        case .page, .rail: address
        case .oldestRail: oldest
        case .front: .front
        case .section: .section(section)
        case .feed: .feed(.rss)
        case .sectionFeed: .feed(.rss, .section(section))
        case .newsSitemap: .newsSitemap
        case .search: headline.searchWords.map { .search($0, state == .live ? .newest : .best) }
        case .corrections: correction == nil ? nil : .corrections()
        case .correctionsFeed: correction == nil ? nil : .feed(.rss, .corrections)
        }
    }

    /// The newest stories that a surface surely shows now; nil for one that is about this story alone.
    private func rows(of surface: Surface) -> Int? { surface == .front ? frontRows : surface.rows }

    /// How many rows stand before it on a surface.
    private func place(on surface: Surface) -> Int {
        switch surface {
        case .corrections, .correctionsFeed: 0
        default: surface.isOfSection ? newerInSection : newer
        }
    }

    private func link(on surface: Surface, to path: String) -> String {
        let isAbsolute = surface.link.before != "href=\""
        return (isAbsolute ? "" : surface.link.before) + path + surface.link.after
    }
}

extension String {
    /// Its parts between signs that HTML, XML and JSON write in their own ways.
    fileprivate var partsWithoutMarkup: [String] {
        split { !$0.isLetter && !$0.isNumber && $0 != " " }
            .map { $0.split(separator: " ").joined(separator: " ") }.filter { $0.count > 1 }
    }

    /// Its first words, as a reader would look for it; nil where there is none.
    fileprivate var searchWords: String? {
        // An apostrophe belongs to its word, as the index has it; other signs could be taken for a search's own.
        let words = split { !$0.isLetter && !$0.isNumber && !"'’ʼ‘".contains($0) }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }.prefix(8).map(String.init)
        let text = words.joined(separator: " ")
        return text.isEmpty || text.utf8.count > 300 ? words.first : text
    }
}
