internal import News

extension ReadTransaction {
    /// Stories that one search takes from each of the two indexes, the latest first.
    static let mostFound = 500

    /// A page of those stories of the newsroom's list that have all words of a question, the newest change first.
    ///
    /// Working copies, and what readers do not see, are found in an index of the desk's own; what readers see, in theirs.
    func deskSearch(_ filter: DeskFilter, _ query: SearchQuery, before: DeskPosition?, limit: Int) throws -> DeskPage {
        try prepareSearch()
        let hidden = try sql.deskIndex(of: siteNumber).find(query, limit: Self.mostFound)
        let live = try searchIndex.find(query, before: nil, limit: Self.mostFound)
        var numbers = hidden.stories
        for position in live.positions {
            guard let row = try sql.row(Self.numberQuery, [SQLValue(siteNumber), SQLValue(position)]) else { continue }
            numbers.append(try row.number(0))
        }
        var rows: [DeskRow] = []
        for number in Set(numbers) {
            guard let one = try deskRow(number), before.map({ one.position < $0 }) ?? true, try isIn(filter.scope, one),
                filter.takes(one)
            else {
                continue
            }
            rows.append(one)
        }
        rows.sort { $0.position > $1.position }
        let isWhole = hidden.areAll && live.isWhole && live.positions.count < Self.mostFound
        return DeskPage(
            rows: Array(rows.prefix(limit)),
            next: rows.count > limit ? rows[limit - 1].position : nil,
            isCut: rows.count <= limit && !isWhole
        )
    }

    private func isIn(_ scope: DeskFilter.Scope, _ row: DeskRow) throws -> Bool {
        switch scope {
        case .all: true
        case .sections(let slugs): slugs.contains(row.section.slug)
        case .writer(let actor):
            try sql.row(Self.writerQuery, [SQLValue(row.number), .text(actor.description)]) != nil
        }
    }

    private static let numberQuery = "SELECT number FROM story WHERE site = $1 AND position = $2"
    private static let writerQuery = "SELECT 1 FROM desk_writer WHERE story = $1 AND writer = $2"
}
