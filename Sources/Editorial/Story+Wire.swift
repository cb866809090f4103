internal import News

extension Story {
    /// The story that an unknown item becomes.
    ///
    /// Its number is the item's, or 0 for the store to give one.
    init(_ item: WireItem) {
        self.init(
            number: item.number ?? StoryNumber(rawValue: 0),
            uri: item.uri,
            copy: item.copy,
            state: .draft,
            firstPublished: item.firstPublished
        )
        take(item, isKnown: false)
        firstPublished = item.firstPublished
        formerPaths = item.formerPaths.removingDuplicates
    }

    /// Takes over a newer version of the wire's copy: words, times and state.
    ///
    /// The first date stays the earliest that was ever given. Where the wire names no section, the story stays in its
    /// own; former paths are added to.
    mutating func take(_ item: WireItem, isKnown: Bool = true) {
        let section = copy.section
        copy = item.copy
        if !item.namesSection { copy.section = section }
        firstPublished = min(firstPublished, item.firstPublished)
        updated = item.version
        wireVersion = item.version
        contentCreated = item.contentCreated ?? contentCreated
        embargoedUntil = item.embargoedUntil
        formerPaths = (formerPaths + item.formerPaths).removingDuplicates
        switch item.status {
        case .usable: (state, withdrawal) = (.published, nil)
        case .withheld: (state, withdrawal) = (.draft, nil)
        // What no reader has seen cannot be taken back from readers: it stays on the desk.
        case .canceled where isKnown && state == .draft: break
        case .canceled: (state, withdrawal) = (.withdrawn, item.withdrawal)
        }
    }
}

extension WireItem {
    /// A canceled item is withdrawn with its version.
    fileprivate var withdrawal: Story.Withdrawal {
        Story.Withdrawal(at: version, reason: withdrawalReason.collapsedWhitespace)
    }
}

extension [String] {
    fileprivate var removingDuplicates: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
