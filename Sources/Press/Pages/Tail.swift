import News
import Storage

/// The tail that every page shares: the two rails and the foot, pressed once for the whole archive.
final class Tail: Sendable {
    let fragment: Fragment
    let pressedAt: Timestamp
    /// The UPDATE rail's rows alone, and their digest, for pages that are open.
    let updates: LiveUpdate

    init(fragment: Fragment, pressedAt: Timestamp, updates: LiveUpdate) {
        self.fragment = fragment
        self.pressedAt = pressedAt
        self.updates = updates
    }
}

/// The UPDATE rail as it is told to open pages.
public struct LiveUpdate: Hashable, Sendable {
    /// Digest of the rows: equal ids, equal rails, on every node.
    public let id: String
    /// The rows as HTML.
    public let html: String
}

/// What the tail shows.
struct TailPage: Sendable {
    let popular: [StoryRow]
    let latest: [StoryRow]

    /// Seven, as on the page that this newspaper began with.
    static let popularRows = 7
    static let latestRows = 10

    init(_ transaction: ReadTransaction, popular: [StoryNumber]) throws {
        latest = try transaction.rows(.site, before: nil, limit: Self.latestRows)
        self.popular = Array(try transaction.rows(popular).prefix(Self.popularRows))
    }

    func press(_ newspaper: Newspaper, unless former: Tail?, now: Timestamp, tally: PressTally) -> Tail {
        let zone = newspaper.zone.label(at: now)
        let rows = latest.enumerated().map { newspaper.railRow($1, rank: $0 + 1) }
        var view: View = ["text": newspaper.strings.view, "site": newspaper.view]
        let html = newspaper.theme.render("updates", ["updates": ["rows": rows] as View])
        let id = Fragment.digest(of: html)
        view["updates"] = ["id": id, "rows": rows, "zone": zone] as View
        view["popular"] =
            [
                "rows": popular.enumerated().map { newspaper.railRow($1, rank: $0 + 1) },
                "href": Address.popular(.day).path, "zone": zone,
            ] as View
        view["language"] = newspaper.site.language
        view["more"] = Address.index().path
        view["stream"] = Address.updates.path
        view["navigation"] = newspaper.navigation()
        view["year"] = String(newspaper.zone.civil(now).day.year)
        let bytes = newspaper.theme.render("tail", view)
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        let live = LiveUpdate(id: id, html: String(decoding: html, as: UTF8.self))
        if let former, former.fragment === fragment { return former }
        return Tail(fragment: fragment, pressedAt: Timestamp(seconds: now.seconds), updates: live)
    }
}
