import News
import Storage

extension PagedRows {
    /// Reads so many rows from where the page says; keyset paging, so that the last page costs what the first does.
    /// - Parameters:
    ///   - page: Which page.
    ///   - size: Rows of a page.
    ///   - position: Of a row in the list; no two rows have the same.
    ///   - before: Reads so many of the newest rows, or of those just older than a position, newest first.
    ///   - after: Reads so many of those just newer than a position, newest first.
    init(
        _ page: Address.Page,
        size: Int,
        position: (Row) -> ListPosition,
        before: (ListPosition?, Int) throws -> [Row],
        after: (ListPosition, Int) throws -> [Row]
    ) throws {
        // One row more than is shown tells whether there is a further page.
        let limit = size + 1
        switch page {
        case .first:
            let found = try before(nil, limit)
            let rows = Array(found.prefix(size))
            let older = found.count > size ? rows.last.map { Address.Page.before(position($0)) } : nil
            self.init(rows: rows, newer: nil, older: older)
        case .before(let place):
            let found = try before(place, limit)
            let rows = Array(found.prefix(size))
            let newer = try rows.first.map { first -> Address.Page in
                // Where one page reaches the top, it is the list's own address.
                let above = try after(position(first), limit)
                return above.count > size ? .after(position(first)) : .first
            }
            let older = found.count > size ? rows.last.map { Address.Page.before(position($0)) } : nil
            self.init(rows: rows, newer: newer, older: older)
        case .after(let place):
            let found = try after(place, limit)
            let rows = Array(found.suffix(size))
            let newer = found.count > size ? rows.first.map { Address.Page.after(position($0)) } : nil
            self.init(rows: rows, newer: newer, older: rows.last.map { .before(position($0)) })
        }
    }
}

extension PagedRows<StoryRow> {
    /// A page of a list of stories.
    init(
        _ readers: any ReadersView,
        _ listing: Listing,
        _ page: Address.Page,
        size: Int,
        within: Range<ListPosition>? = nil
    ) throws {
        try self.init(
            page,
            size: size,
            position: \.position,
            before: { try readers.rows(listing, before: $0, within: within, limit: $1) },
            after: { try readers.rows(listing, after: $0, within: within, limit: $1) }
        )
    }

    /// Whether the list holds anything: a name that came with an embargoed story is nobody's business before.
    ///
    /// A page with rows says so itself; an empty one may lie beyond the end, or on a day without stories.
    func isOfSomething(_ readers: any ReadersView, _ listing: Listing) throws -> Bool {
        try !rows.isEmpty || readers.hasPublic(listing)
    }
}

extension ReadersView {
    /// Whether anything of a list is public.
    func hasPublic(_ listing: Listing) throws -> Bool {
        try !rows(listing, before: nil, limit: 1).isEmpty
    }
}
