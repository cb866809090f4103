extension Story {
    /// What somebody should know before the text goes to readers, what blocks first.
    /// - Parameters:
    ///   - verb: The step that is to be taken.
    ///   - facts: What the text does not say.
    ///   - now: The time.
    /// - Returns: Nothing where the step brings the text no nearer to readers, as where they have it already: whatever a text
    ///   lacks that they read, it can be corrected.
    public func checks(before verb: Verb, _ facts: CheckFacts, at now: Timestamp) -> [PublicationCheck] {
        guard PublicationCheck.isAsked(before: verb), workingCopy != nil || life.state != .live else { return [] }
        var checks = openCopy.checks(facts)
        if let paid = life.paid {
            if paid.payer.isBlank { checks.append(.paidWithoutPayer) }
        } else if facts.replyGenre == nil, PaidContent.Label(genre: openCopy.genre) != nil {
            // A reply takes no label: it is told what to be called instead.
            checks.append(.paidWithoutLabel)
        }
        if let end = life.embargoedUntil, end > now { checks.append(.embargoed(until: end)) }
        if verb == .publish || verb == .reportUnverified, let time = waitsUntil, time > now {
            checks.append(.scheduled(time))
        }
        return checks.filter { $0.blocks(verb) } + checks.filter { !$0.blocks(verb) }
    }

    /// - Throws: `refused` where a check blocks the step; the message says what to do.
    public func mustPass(_ checks: [PublicationCheck], before verb: Verb) throws(NewsError) {
        guard let first = checks.first(where: { $0.blocks(verb) }) else { return }
        throw NewsError(.refused, "Story \(number) cannot go to readers so. \(first.sentence(in: copy.zone))")
    }
}

extension Copy {
    /// What the text itself gives reason to say, in the order in which a page shows it.
    func checks(_ facts: CheckFacts) -> [PublicationCheck] {
        var checks: [PublicationCheck] = []
        if headline.isBlank { checks.append(.noHeadline) }
        if section.name.isBlank { checks.append(.noSection) }
        if body.isEmpty, heroIndex == nil, picturesBelow.isEmpty { checks.append(.emptyBody) }
        checks += bylineChecks(facts)
        if let known = facts.replyGenre, genre != known { checks.append(.replyCalledOtherwise(than: known)) }
        if let hero {
            if hero.credit.isBlank { checks.append(.heroWithoutCredit) }
            if hero.alternativeText.isBlank { checks.append(.heroWithoutAlternativeText) }
        }
        checks += facts.hiddenLinks.map { .hiddenLink($0) }
        checks += headlineChecks
        if let commissioned = facts.commissionedWords, body.wordCount < commissioned {
            checks.append(.short(words: body.wordCount, commissioned: commissioned))
        }
        return checks
    }

    private func bylineChecks(_ facts: CheckFacts) -> [PublicationCheck] {
        if bylines.isEmpty { return [.noByline] }
        return bylines.compactMap { byline in
            let name = byline.person.name
            if name.isOfNobody { return .bylineOfNobody(name) }
            return facts.unknownNames.contains(name) ? .unknownByline(name) : nil
        }
    }

    private var headlineChecks: [PublicationCheck] {
        var checks: [PublicationCheck] = []
        let text = lead + "\n" + body.text
        // An empty text has neither figures nor names, and is told so already.
        if !text.isBlank {
            let figures = WrittenNumber.differing(headline, from: text)
            let names = ProperNames.differing(headline, from: text)
            if !figures.isEmpty { checks.append(.differingFigures(figures)) }
            if !names.isEmpty { checks.append(.differingNames(names)) }
        }
        if !headline.fits(characters: PublicationCheck.longestHeadline) {
            checks.append(.longHeadline(characters: headline.count))
        }
        return checks
    }
}

extension Body {
    /// How many words it has: stretches between spaces that hold a letter or a digit.
    public var wordCount: Int {
        text.split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
    }
}

extension String {
    /// Whether it stands for a name and is none, or nobody could be called so.
    fileprivate var isOfNobody: Bool {
        let key = nameKey
        return !key.contains(where: \.isLetter) || key.contains("@") || Self.placeholders.contains(key)
    }

    private static let placeholders: Set<String> = [
        "admin", "administrator", "anonim", "anonymous", "anon", "author", "byline", "nama", "nama penulis", "name",
        "n.n.", "nn", "nobody", "no name", "penulis", "tanpa nama", "tba", "test", "tes", "unknown", "user", "xxx",
    ]
}
