/// What the desk has placed on a front, in order, and what holds for the stories that come by themselves behind it.
public struct FrontArrangement: Hashable, Sendable {
    public var cards: [FrontCard]
    /// Stories of one section at most among those that come by themselves at the top of the site's front; nil for no limit.
    public var cap: Int?

    public init(cards: [FrontCard] = [], cap: Int? = nil) {
        self.cards = cards
        self.cap = cap
    }

    /// Nothing by hand.
    public static let empty = FrontArrangement()

    /// Cards at most.
    public static let mostCards = 12
    /// The largest cap.
    public static let mostOfSection = 5
    /// Characters of a card's headline.
    public static let longestHeadline = 200
    /// Characters of a card's lead.
    public static let longestLead = 300

    /// The cards that stand at a time, as far as their ends tell.
    public func cards(at now: Timestamp) -> [FrontCard] { cards.filter { $0.stands(at: now) } }

    /// When the next card ends.
    public func nextEnd(after now: Timestamp) -> Timestamp? { cards.compactMap(\.end).filter { $0 > now }.min() }

    /// As it may be kept: without cards that have ended, with words on one line.
    /// - Throws: `invalid` where there are too many cards, a story stands twice, or words are too long.
    public func checked(at now: Timestamp) throws(NewsError) -> FrontArrangement {
        var result = FrontArrangement(cap: cap)
        result.cards = cards(at: now).map { card in
            var card = card
            card.headline = card.headline.collapsedWhitespace
            card.lead = card.lead.collapsedWhitespace
            return card
        }
        guard result.cards.count <= Self.mostCards else {
            throw NewsError(.invalid, "A front has room for \(Self.mostCards) cards; take some away first.")
        }
        guard Set(result.cards.map(\.story)).count == result.cards.count else {
            throw NewsError(.invalid, "A story stands twice on the front; leave it there once.")
        }
        guard
            result.cards.allSatisfy({
                $0.headline.fits(characters: Self.longestHeadline) && $0.lead.fits(characters: Self.longestLead)
            })
        else {
            throw NewsError(
                .invalid,
                "A card's headline has at most \(Self.longestHeadline) characters, its lead \(Self.longestLead)."
            )
        }
        guard cap.map({ (1...Self.mostOfSection).contains($0) }) ?? true else {
            throw NewsError(.invalid, "The limit for each section is 1 to \(Self.mostOfSection), or none.")
        }
        return result
    }

    /// Whether it says the same, whenever the words of its cards were written.
    public func says(what other: FrontArrangement) -> Bool {
        cap == other.cap && cards.count == other.cards.count
            && zip(cards, other.cards).allSatisfy { $0.says(what: $1) }
    }
}

extension FrontArrangement {
    /// As it is stored: equal arrangements have equal texts.
    public var json: JSONValue {
        .members([
            "cards": .array(
                cards.map { card in
                    .members([
                        "story": .integer(card.story.rawValue), "headline": .text(unlessEmpty: card.headline),
                        "lead": .text(unlessEmpty: card.lead), "until": card.end.map { .integer($0.milliseconds) },
                        "since": card.hasWords ? .integer(card.since) : nil,
                    ])
                }
            ),
            "cap": cap.map { .integer($0) },
        ])
    }

    /// Reads the stored form; nil where it is none.
    public init?(json: JSONValue) {
        guard let cards = json.member("cards")?.asArray else { return nil }
        self.init(cap: json.member("cap")?.asInteger)
        for value in cards {
            guard let story = value.member("story")?.asInteger else { return nil }
            self.cards.append(
                FrontCard(
                    StoryNumber(rawValue: Int64(story)),
                    headline: value.member("headline")?.asString ?? "",
                    lead: value.member("lead")?.asString ?? "",
                    until: value.member("until")?.asInteger.map { Timestamp(milliseconds: Int64($0)) },
                    since: Int64(value.member("since")?.asInteger ?? 0)
                )
            )
        }
    }
}
