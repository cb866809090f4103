/// What stands at the top of a front: first by hand, then by itself.
public struct FrontTop: Hashable, Sendable {
    /// The largest; nil where there is no story.
    public let lead: StoryRow?
    /// Those behind it.
    public let rows: [StoryRow]
    /// How many of all were placed by hand.
    public let byHand: Int

    public init(lead: StoryRow?, rows: [StoryRow], byHand: Int = 0) {
        self.lead = lead
        self.rows = rows
        self.byHand = byHand
    }

    /// The stories on it.
    public var numbers: Set<StoryNumber> { Set(([lead].compactMap { $0 } + rows).map(\.number)) }
}

extension FrontArrangement {
    /// The stories that the desk has placed, as its cards tell them.
    ///
    /// A card whose story readers do not see is left out, and the next comes up.
    /// - Parameters:
    ///   - rows: The stories of the cards that readers see.
    ///   - now: The present time, by which cards have ended or not.
    public func placed(_ rows: [StoryRow], at now: Timestamp) -> [StoryRow] {
        let known = Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
        return cards(at: now).compactMap { card in known[card.story]?.told(by: card) }
    }

    /// The top of a front: what the desk has placed, then the newest, no story twice.
    ///
    /// Where nothing is placed, one of the newest twelve that has a picture leads.
    /// - Parameters:
    ///   - placed: What the desk has placed, as ``placed(_:at:)`` gives it.
    ///   - newest: What comes by itself, the newest first.
    ///   - size: How many stories the top has, unless more are placed.
    public func top(_ placed: [StoryRow], newest: [StoryRow], size: Int) -> FrontTop {
        let known = Set(placed.map(\.number))
        var rest = newest.filter { !known.contains($0.number) }
        if placed.isEmpty, let lead = rest.prefix(12).firstIndex(where: { $0.picture != nil }) {
            rest.insert(rest.remove(at: lead), at: 0)
        }
        var counts: [Slug: Int] = [:]
        let chosen = rest.filter { row in
            guard let cap else { return true }
            counts[row.section.slug, default: 0] += 1
            return counts[row.section.slug, default: 0] <= cap
        }
        let all = placed + chosen.prefix(max(0, size - placed.count))
        return FrontTop(lead: all.first, rows: Array(all.dropFirst()), byHand: placed.count)
    }
}
