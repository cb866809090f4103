extension FrontArrangement {
    /// What two people made of one arrangement, together; nil where they cannot stand together.
    ///
    /// They can where no card was changed by both, and not both changed the order of what they had before them.
    /// - Parameters:
    ///   - theirs: What is kept already.
    ///   - base: What both began with.
    public func merged(with theirs: FrontArrangement, from base: FrontArrangement) -> FrontArrangement? {
        guard let cap = Self.merged(cap, theirs.cap, from: base.cap, by: ==) else { return nil }
        let (mine, others) = (Self.known(self), Self.known(theirs))
        let began = Self.known(base)
        var cards: [StoryNumber: FrontCard] = [:]
        for story in Set(mine.keys).union(others.keys) {
            let same = { (one: FrontCard?, other: FrontCard?) in
                if let one, let other { one.says(what: other) } else { one == nil && other == nil }
            }
            guard let card = Self.merged(mine[story], others[story], from: began[story], by: same) else { return nil }
            if let card { cards[story] = card }
        }
        guard let order = mergedOrder(with: theirs, from: base) else { return nil }
        return FrontArrangement(cards: order.compactMap { cards[$0] }, cap: cap)
    }

    /// Of two values that came from one, that which is new; nil where both are.
    private static func merged<Value>(
        _ mine: Value,
        _ theirs: Value,
        from base: Value,
        by isSame: (Value, Value) -> Bool
    ) -> Value? {
        if isSame(mine, base) || isSame(mine, theirs) { return .some(theirs) }
        return isSame(theirs, base) ? .some(mine) : nil
    }

    private static func known(_ arrangement: FrontArrangement) -> [StoryNumber: FrontCard] {
        Dictionary(arrangement.cards.map { ($0.story, $0) }) { first, _ in first }
    }

    /// The order of whoever changed it; what only the other has stands behind the same neighbour as there.
    private func mergedOrder(with theirs: FrontArrangement, from base: FrontArrangement) -> [StoryNumber]? {
        let (mine, others, began) = (cards.map(\.story), theirs.cards.map(\.story), base.cards.map(\.story))
        let kept = Set(mine).intersection(others).intersection(began)
        let order = { (stories: [StoryNumber]) in stories.filter(kept.contains) }
        let (isMine, isTheirs) = (order(mine) != order(began), order(others) != order(began))
        if isMine, isTheirs, order(mine) != order(others) { return nil }
        var result = isMine ? mine : others
        let rest = isMine ? others : mine
        for (place, story) in rest.enumerated() where !result.contains(story) {
            let before = rest[..<place].last { result.contains($0) }
            let index = before.flatMap { result.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
            result.insert(story, at: index)
        }
        return result
    }
}
