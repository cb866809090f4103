internal import News

extension ReadTransaction {
    /// Stories that one search takes from each of the two indexes, the latest first.
    static let mostFound = 500

    /// A page of those stories of the newsroom's list that have all words of a question, the newest change first.
    ///
    /// Working copies, and what readers do not see, are found in an index of the desk's own; what readers see, in theirs.
    func deskSearch(_ filter: DeskFilter, _ query: SearchQuery, before: DeskPosition?, limit: Int) throws -> DeskPage {
        if filter.cuts(of: siteNumber).isEmpty { return DeskPage(rows: [], next: nil, isCut: false) }
        try prepareSearch()
        let hidden = try sql.deskIndex(of: siteNumber).find(query, limit: Self.mostFound)
        let live = try searchIndex.find(query, before: nil, limit: Self.mostFound)
        var numbers = Set(hidden.stories)
        for position in live.positions {
            guard let row = try sql.row(Self.numberQuery, [SQLValue(siteNumber), SQLValue(position)]) else { continue }
            numbers.insert(try row.number(0))
        }
        var found: [DeskPosition] = []
        for number in numbers {
            let (question, values) = filter.query(of: number, of: siteNumber)
            guard let row = try sql.row(question, values) else { continue }
            let position = DeskPosition(changed: try row.time(0), story: number)
            if before.map({ position < $0 }) ?? true { found.append(position) }
        }
        found.sort(by: >)
        let isWhole = hidden.areAll && live.isWhole && live.positions.count < Self.mostFound
        return DeskPage(
            rows: try found.prefix(limit).compactMap { try deskRow(of: $0.story) },
            next: found.count > limit ? found[limit - 1] : nil,
            isCut: found.count <= limit && !isWhole
        )
    }

    /// Whether a story has all words of a question, in what the desk writes or in what readers see.
    func hasWords(_ query: SearchQuery, _ number: StoryNumber) throws -> Bool {
        try prepareSearch()
        if try sql.deskIndex(of: siteNumber).has(query, number) { return true }
        guard let row = try sql.row(Self.positionQuery, [SQLValue(siteNumber), SQLValue(number)]),
            let position = row.integer(0)
        else { return false }
        let above = ListPosition(rawValue: position + 1)
        return try searchIndex.find(query, before: above, limit: 1).positions.first?.rawValue == position
    }

    private static let numberQuery = "SELECT number FROM story WHERE site = $1 AND position = $2"
    private static let positionQuery = "SELECT position FROM story WHERE site = $1 AND number = $2"
}
