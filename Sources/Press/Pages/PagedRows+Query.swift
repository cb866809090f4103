import News
import Storage

extension PagedRows {
    /// Reads so many rows from where the page says; keyset paging, so that the last page costs what the first does.
    init(
        _ transaction: ReadTransaction,
        _ listing: Listing,
        _ page: Address.Page,
        size: Int,
        within: Range<ListPosition>? = nil
    ) throws {
        // One row more than is shown tells whether there is a further page.
        let limit = size + 1
        switch page {
        case .first:
            let found = try transaction.rows(listing, before: nil, within: within, limit: limit)
            let rows = Array(found.prefix(size))
            let older = found.count > size ? rows.last.map { Address.Page.before($0.position) } : nil
            self.init(rows: rows, newer: nil, older: older)
        case .before(let position):
            let found = try transaction.rows(listing, before: position, within: within, limit: limit)
            let rows = Array(found.prefix(size))
            let newer = try rows.first.map { first -> Address.Page in
                // Where one page reaches the top, it is the list's own address.
                let above = try transaction.rows(listing, after: first.position, within: within, limit: limit)
                return above.count > size ? .after(first.position) : .first
            }
            let older = found.count > size ? rows.last.map { Address.Page.before($0.position) } : nil
            self.init(rows: rows, newer: newer, older: older)
        case .after(let position):
            let found = try transaction.rows(listing, after: position, within: within, limit: limit)
            let rows = Array(found.suffix(size))
            let newer = found.count > size ? rows.first.map { Address.Page.after($0.position) } : nil
            self.init(rows: rows, newer: newer, older: rows.last.map { .before($0.position) })
        }
    }

    /// Whether the list holds anything: a name that came with an embargoed story is nobody's business before.
    ///
    /// A page with rows says so itself; an empty one may lie beyond the end, or on a day without stories.
    func isOfSomething(_ transaction: ReadTransaction, _ listing: Listing) throws -> Bool {
        try !rows.isEmpty || transaction.hasPublic(listing)
    }
}

extension ReadTransaction {
    /// Whether anything of a list is public.
    func hasPublic(_ listing: Listing) throws -> Bool {
        try !rows(listing, before: nil, limit: 1).isEmpty
    }
}
