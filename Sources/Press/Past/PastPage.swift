public import News
public import Storage

/// A page of readers as they saw it at a past instant, read from the store.
///
/// It is made by the code that makes the page of today: `StoryPage`, `FrontPage`, `SectionPage` and the rails read a
/// `PastView` in place of a transaction, and everything behind that is the same.
public struct PastPage: Sendable {
    let page: any PageModel
    let rails: RailsPage
    let masthead: Masthead
    /// What is different from what readers saw, as far as that is known.
    public let limits: PastLimits

    /// - Parameters:
    ///   - address: Of the front, a section or a story.
    ///   - instant: At which readers looked.
    ///   - showsHidden: Whether also texts are shown that a later correction hides.
    ///   - transaction: The newspaper's.
    /// - Throws: `PastGap` where it cannot be told; `invalid` for any other address; what the store throws.
    public init(
        _ address: Address,
        at instant: Timestamp,
        showsHidden: Bool = false,
        _ transaction: ReadTransaction
    ) throws {
        let view = PastView(transaction, at: instant, showsHidden: showsHidden)
        page = try Self.page(address, view, at: instant) ?? NoticePage(subject: .missing)
        // Who read what is kept by the hour, so which stories led at a minute cannot be told.
        rails = try RailsPage(view, .none)
        masthead = try view.masthead()
        limits = PastLimits(
            instant: instant,
            omitted: view.omitted,
            listsMayLackBefore: try view.listsMayLack(),
            isCut: view.isCut
        )
    }

    private static func page(_ address: Address, _ view: PastView, at instant: Timestamp) throws -> (any PageModel)? {
        switch address {
        case .front: return try FrontPage(view, at: instant)
        case .section(let slug, let page): return try SectionPage(view, slug, page, at: instant)
        case .story(_, let number, _):
            if case .gap(let gap) = try view.sight(of: number) { throw gap }
            return try StoryPage(view, number)
        default:
            throw NewsError(.invalid, "Only stories, the front and sections are told as they were; name one of these.")
        }
    }
}

extension PastGap: Error {}

/// Why a page of a past instant is not in all what readers saw.
public struct PastLimits: Hashable, Sendable {
    /// At which readers looked.
    public let instant: Timestamp
    /// Stories that they had and that are left out, with the reasons.
    public let omitted: [StoryNumber: PastGap]
    /// Until when nobody kept which stories left a list, where the instant is before that.
    public let listsMayLackBefore: Timestamp?
    /// Whether a list ends too early.
    public let isCut: Bool
}

extension Address {
    /// Whether the page can be told as it was: a story, the front, a section.
    public var isToldAsItWas: Bool {
        switch self {
        case .front, .section, .story: true
        default: false
        }
    }
}

extension PastGap {
    /// The same to the outside.
    /// - Parameter zone: In which times are told.
    public func error(in zone: Zone) -> NewsError {
        switch self {
        case .before(let arrival):
            let time = RFC3339.write(Timestamp(seconds: arrival.seconds), zone: zone)
            return NewsError(.notFound, "The story came in here at \(time); what readers saw before is not kept.")
        case .textNotKept:
            return NewsError(.notFound, "What the story said then was not kept; ask for a later time.")
        case .hidden(let number):
            return NewsError(
                .refused,
                "Correction \(number) hides what the story said before it; only whoever may correct it is shown that."
            )
        }
    }
}
