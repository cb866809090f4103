extension Story {
    /// The story that an unknown item becomes.
    ///
    /// Its number is the item's, or 0 for the store to give one.
    /// - Parameters:
    ///   - item: The item.
    ///   - stop: The kill or hold that keeps it from readers (`WireDecision.take`).
    public init(_ item: WireItem, under stop: WireStop?) {
        self.init(
            number: item.number ?? StoryNumber(rawValue: 0),
            uri: item.uri,
            copy: item.copy,
            state: .draft,
            firstPublished: item.firstPublished
        )
        decidedBy = .wire
        take(item, under: stop)
    }

    /// Takes over a newer version of the wire's copy: words, times and state.
    ///
    /// The first date stays the earliest that was ever given. Where the wire names no section, the story stays in its
    /// own; former paths are added to; a name that it has keeps its spelling.
    /// - Parameters:
    ///   - item: The copy.
    ///   - stop: The kill or hold that keeps it from readers (`WireDecision.take`).
    public mutating func take(_ item: WireItem, under stop: WireStop?) {
        takeWords(of: item)
        if let stop { stand(under: stop) } else { pass() }
    }

    /// Obeys a kill or a hold; the words stay.
    public mutating func obey(_ stop: WireStop) {
        let before = state
        stand(under: stop)
        if state != before { updated = max(updated, stop.made) }
    }

    private mutating func takeWords(of item: WireItem) {
        let old = copy
        copy = item.copy
        if !item.namesSection { copy.section = old.section }
        copy.keepNames(of: old)
        copy.pictures = copy.pictures.keepingFiles(of: old.pictures)
        firstPublished = min(firstPublished, item.firstPublished)
        let stamp = WireStamp.of(item, over: wire)
        // Only a later version ends an embargo by no longer naming it.
        let isLater = wire.map { stamp.version > $0.version } ?? true
        embargoedUntil = item.embargoedUntil ?? (isLater ? nil : embargoedUntil)
        (updated, wire) = (stamp.version, stamp)
        contentCreated = item.contentCreated ?? contentCreated
        formerPaths = (formerPaths + item.formerPaths).removingDuplicates
    }

    /// What the desk published stays a decision of the desk.
    private mutating func pass() {
        if state != .published { decidedBy = .wire }
        (state, withdrawal) = (.published, nil)
    }

    private mutating func stand(under stop: WireStop) {
        if state == .withdrawn {
            // A later kill may say why; it does not take back anew, and no hold makes less of a withdrawal.
            guard decidedBy == .wire, let withdrawal, stop.status == .canceled, !stop.reason.isEmpty else { return }
            self.withdrawal = Withdrawal(at: withdrawal.at, reason: stop.reason)
        } else {
            if state != stop.state || stop.status == .canceled { decidedBy = .wire }
            (state, withdrawal) = (stop.state, stop.withdrawal)
        }
    }
}

extension Copy {
    /// Keeps the spelling and the address of each name that another copy has as well.
    fileprivate mutating func keepNames(of other: Copy) {
        if section.name.nameKey == other.section.name.nameKey { section = other.section }
        let known = Dictionary(other.tags.map { ($0.name.nameKey, $0) }) { first, _ in first }
        tags = tags.map { known[$0.name.nameKey] ?? $0 }
        let people = Dictionary(other.bylines.map { ($0.person.name.nameKey, $0.person) }) { first, _ in first }
        bylines = bylines.map { Byline(people[$0.person.name.nameKey] ?? $0.person, as: $0.role) }
    }
}

extension [PictureUse] {
    /// These uses, each that lacks its file with the one that the same picture has among others: known by its uri, or
    /// where it has none, by its place and words.
    public func keepingFiles(of others: [PictureUse]) -> [PictureUse] {
        enumerated().map { index, use in
            guard use.picture == nil else { return use }
            let candidates = use.uri.isEmpty ? others.dropFirst(index).prefix(1) : others[...]
            let same = candidates.first { other in
                other.uri == use.uri && (!use.uri.isEmpty || (other.caption, other.credit) == (use.caption, use.credit))
            }
            var use = use
            use.picture = same?.picture
            return use
        }
    }
}

extension [String] {
    fileprivate var removingDuplicates: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
