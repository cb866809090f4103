import News
import Storage

/// A stretch of a list, and where the next ones begin.
struct Stretch: Sendable {
    let rows: [StoryRow]
    let newer: Address.Page?
    let older: Address.Page?

    /// Reads so many rows from where the page says; keyset paging, so that the last page costs what the first does.
    init(
        _ transaction: ReadTransaction,
        _ listing: Listing,
        _ page: Address.Page,
        size: Int,
        within: Range<Position>? = nil
    ) throws {
        let found: [StoryRow]
        switch page {
        case .first:
            found = try transaction.rows(listing, before: nil, within: within, limit: size + 1)
            rows = Array(found.prefix(size))
            newer = nil
            older = found.count > size ? rows.last.map { .before($0.position) } : nil
        case .before(let position):
            found = try transaction.rows(listing, before: position, within: within, limit: size + 1)
            rows = Array(found.prefix(size))
            newer = try rows.first.map {
                // Where one page reaches the top, it is the list's own address.
                let above = try transaction.rows(listing, after: $0.position, within: within, limit: size + 1)
                return above.count > size ? .after($0.position) : .first
            }
            older = found.count > size ? rows.last.map { .before($0.position) } : nil
        case .after(let position):
            found = try transaction.rows(listing, after: position, within: within, limit: size + 1)
            rows = Array(found.suffix(size))
            newer = found.count > size ? rows.first.map { .after($0.position) } : nil
            older = rows.last.map { .before($0.position) }
        }
    }

    /// Whether the list holds anything: a name that came with an embargoed story is nobody's business before.
    ///
    /// A stretch with rows says so itself; an empty one may lie beyond the end, or on a day without stories.
    func isOfSomething(_ transaction: ReadTransaction, _ listing: Listing) throws -> Bool {
        try !rows.isEmpty || transaction.hasPublic(listing)
    }

    /// `pagination` of the templates.
    func view(_ address: (Address.Page) -> Address) -> View {
        var view: View = [:]
        view.set("newer", newer.map { address($0).path })
        view.set("older", older.map { address($0).path })
        return view
    }
}

extension ReadTransaction {
    /// Whether anything of a list is public.
    func hasPublic(_ listing: Listing) throws -> Bool {
        try !rows(listing, before: nil, limit: 1).isEmpty
    }
}
