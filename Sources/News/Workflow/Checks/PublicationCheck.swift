/// Something about a text that somebody should know before readers see it: a closed set, for which the newsroom's strings
/// have the words.
///
/// A check that blocks refuses publication; all others are for a person to judge.
public enum PublicationCheck: Hashable, Sendable {
    /// It has no headline.
    case noHeadline
    /// It is in no section.
    case noSection
    /// It has neither words nor a picture.
    case emptyBody
    /// A byline names nobody: a word that stands for a name, or one without letters.
    case bylineOfNobody(String)
    /// Its genre says that somebody paid for it, and it has no label.
    case paidWithoutLabel
    /// It has a label that does not say who paid.
    case paidWithoutPayer
    /// It is a granted reply, and is called otherwise than this: an advertisement, say, in lists and in copies.
    case replyCalledOtherwise(than: String)
    /// It may not be public before this time.
    case embargoed(until: Timestamp)
    /// It waits for this time, which publication would not.
    case scheduled(Timestamp)
    /// Nobody is named above it.
    case noByline
    /// A byline names somebody who is no member, and above nothing that readers see.
    case unknownByline(String)
    /// The picture on top says not who made it.
    case heroWithoutCredit
    /// Whoever does not see the picture on top is not told what it shows.
    case heroWithoutAlternativeText
    /// It leads to a story of ours that no reader can open.
    case hiddenLink(StoryNumber)
    /// Figures of the headline that the text has otherwise, or not at all.
    case differingFigures([String])
    /// Names of the headline that the text spells otherwise, or does not have.
    case differingNames([String])
    /// It has fewer words than it was commissioned with.
    case short(words: Int, commissioned: Int)
    /// Its headline has more characters than search engines and cards of other sites show.
    case longHeadline(characters: Int)

    /// Characters of a headline that are shown everywhere.
    public static let longestHeadline = 110

    /// By which the strings know it.
    public var key: String {
        switch self {
        case .noHeadline: "no_headline"
        case .noSection: "no_section"
        case .emptyBody: "empty_body"
        case .bylineOfNobody: "byline_of_nobody"
        case .paidWithoutLabel: "paid_without_label"
        case .paidWithoutPayer: "paid_without_payer"
        case .replyCalledOtherwise: "reply_genre"
        case .embargoed: "embargoed"
        case .scheduled: "scheduled"
        case .noByline: "no_byline"
        case .unknownByline: "unknown_byline"
        case .heroWithoutCredit: "no_credit"
        case .heroWithoutAlternativeText: "no_alternative_text"
        case .hiddenLink: "hidden_link"
        case .differingFigures: "differing_figures"
        case .differingNames: "differing_names"
        case .short: "short"
        case .longHeadline: "long_headline"
        }
    }

    /// Whether it refuses a step; a step that brings nothing nearer to readers is never refused.
    public func blocks(_ verb: Verb) -> Bool {
        switch self {
        case .noHeadline, .noSection, .emptyBody, .bylineOfNobody, .paidWithoutLabel, .paidWithoutPayer,
            .replyCalledOtherwise:
            Self.isAsked(before: verb)
        // Approved or scheduled text waits for the end of its embargo by itself.
        case .embargoed: [.publish, .reportUnverified, .update, .bringBack].contains(verb)
        case .scheduled, .noByline, .unknownByline, .heroWithoutCredit, .heroWithoutAlternativeText, .hiddenLink,
            .differingFigures, .differingNames, .short, .longHeadline:
            false
        }
    }

    /// Whether checks are made before a step.
    public static func isAsked(before verb: Verb) -> Bool {
        switch verb {
        case .approve, .publish, .schedule, .update, .correct, .reportUnverified, .verify, .bringBack: true
        default: false
        }
    }
}
