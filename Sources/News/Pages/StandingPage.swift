/// A page that a newspaper always has and that press law asks of it, in one of its versions: who makes it, by which
/// guidelines, how to ask for a right of reply, how to complain.
///
/// A version is kept as it was written, with who wrote it, when and why; a change is another version.
public struct StandingPage: Hashable, Sendable {
    /// Which page; a closed set, and the store has a row for each.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// `/redaksi`: the company, its address, who is responsible, the people and their posts (Press Law 40/1999,
        /// article 12).
        case imprint
        /// `/pedoman`: the guidelines that the newspaper follows (Pedoman Pemberitaan Media Siber 2012).
        case guidelines
        /// `/hak-jawab`: how somebody asks for a right of reply (Press Law 40/1999, article 5).
        case reply
        /// `/pengaduan`: how somebody complains about a story.
        case complaint

        /// Whether readers find it also where nobody has written anything: it always says how.
        public var isAlwaysThere: Bool { self == .reply || self == .complaint }
    }

    public let kind: Kind
    /// Counts up from 1; 0 for a page of which nobody has written anything.
    public let version: Int
    public let at: Timestamp
    public let actor: Actor
    /// Why it was changed; empty where nobody said so.
    public let reason: String
    public let body: Body
    /// Who makes the newspaper; only on the imprint.
    public let imprint: Imprint?

    /// A version as it is stored.
    public init(
        kind: Kind,
        version: Int,
        at: Timestamp,
        actor: Actor,
        reason: String,
        body: Body,
        imprint: Imprint?
    ) {
        self.kind = kind
        self.version = version
        self.at = at
        self.actor = actor
        self.reason = reason
        self.body = body
        self.imprint = imprint
    }

    /// Whether it says nothing; a reader then finds no such page, unless it is always there.
    public var isEmpty: Bool { body.isEmpty && imprint == nil }

    /// The longest reason, in characters.
    public static let longestReason = 300

    /// The next version of a page, as it may be kept.
    /// - Parameters:
    ///   - kind: Which page.
    ///   - former: Its present version; 0 where there is none.
    ///   - notation: Its text, in the notation of the newsroom or in HTML.
    ///   - imprint: Who makes the newspaper; left out of any page but the imprint.
    ///   - reason: Why.
    ///   - actor: Who writes it.
    ///   - now: When.
    /// - Throws: `invalid` where the text or a field is too long or broken.
    public static func next(
        _ kind: Kind,
        after former: Int,
        notation: String,
        imprint: Imprint?,
        because reason: String,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StandingPage {
        guard reason.fits(characters: longestReason) else {
            throw NewsError(.invalid, "The reason has more than \(longestReason) characters; shorten it.")
        }
        let body: Body
        do {
            body = try Body(notation: notation)
        } catch {
            throw NewsError(.invalid, "The text of the page is too long or has too many elements; shorten it.")
        }
        return StandingPage(
            kind: kind,
            version: former + 1,
            at: now,
            actor: actor,
            reason: reason.collapsedWhitespace,
            body: body,
            imprint: kind == .imprint ? try imprint?.checked() : nil
        )
    }
}
