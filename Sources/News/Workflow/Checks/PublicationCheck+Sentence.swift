extension PublicationCheck {
    /// What an error says; the newsroom's pages have words of their own for it, by the key.
    /// - Parameter zone: In which times are told.
    public func sentence(in zone: Zone) -> String {
        switch self {
        case .noHeadline: "It has no headline; write one."
        case .noSection: "It is in no section; choose one."
        case .emptyBody: "Its body is empty; write at least a sentence."
        case .bylineOfNobody(let name): "The byline \(name) is nobody; name who wrote it, or take the line out."
        case .paidWithoutLabel: "Its genre says that somebody paid for it; label it, or change the genre."
        case .paidWithoutPayer: "Its label does not say who paid; name them."
        case .replyCalledOtherwise(let genre): "It is a granted reply; let its genre be \(genre)."
        case .embargoed(let time): "It is under embargo until \(RFC3339.write(time, zone: zone)); wait for that."
        case .scheduled(let time): "It is scheduled for \(RFC3339.write(time, zone: zone)), and would not wait for it."
        case .noByline: "Nobody is named above it; name who wrote it."
        case .unknownByline(let name): "\(name) is no member and stands above no other story; check the spelling."
        case .heroWithoutCredit: "The picture on top has no credit; say who made it."
        case .heroWithoutAlternativeText: "The picture on top has no alternative text; say what it shows."
        case .hiddenLink(let story): "It links to story \(story), which no reader can open; publish that, or unlink it."
        case .differingFigures(let figures):
            "Figures of the headline are not in the text: \(figures.joined(separator: ", ")); check which is right."
        case .differingNames(let names):
            "Names of the headline are not in the text: \(names.joined(separator: ", ")); check which is right."
        case .short(let words, let commissioned): "It has \(words) words, and \(commissioned) were commissioned."
        case .longHeadline(let characters):
            "The headline has \(characters) characters; elsewhere it is cut after \(Self.longestHeadline)."
        }
    }
}
