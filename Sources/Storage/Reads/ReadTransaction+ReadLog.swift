internal import News

extension ReadTransaction {
    /// Where the log of batches ends.
    public func readLogEnd() throws -> ReadLogMark {
        let row = try sql.row("SELECT number, token FROM read_batch ORDER BY number DESC LIMIT 1")
        return try row.map { ReadLogMark(number: try $0.required(0), token: try $0.string(1)) } ?? .beginning
    }

    /// What was stored after a place in the log, of this newspaper.
    ///
    /// - Returns: Nil where it cannot be said: the log no longer reaches back to that place, or is another one, as after a
    ///   failover that lost the last commits, or so much is missing that the sums themselves are read sooner.
    public func readLog(after mark: ReadLogMark) throws -> ReadLogPage? {
        var page = ReadLogPage(mark: mark)
        var isFirst = true
        var count = 0
        var isWhole = true
        try sql.run(Self.logQuery, [SQLValue(siteNumber), .integer(mark.number)]) { row in
            let found = ReadLogMark(number: try row.required(0), token: try row.string(1))
            count += 1
            // The batch that was read last is read once more: it must be the same one.
            let isExpected = isFirst && mark != .beginning ? found == mark : found.number == page.mark.number + 1
            guard isExpected, count <= Self.mostLogged else {
                isWhole = false
                return false
            }
            if !isFirst || mark == .beginning, let text = row.text(3) {
                page.sums.append((minute: try row.required(2), sums: try [ReadSum](logged: text)))
            }
            isFirst = false
            page.mark = found
            return true
        }
        return isWhole && (count > 0 || mark == .beginning) ? page : nil
    }

    /// Batches that are read at once: beyond that, reading the windows anew costs less.
    private static let mostLogged = 1_000

    private static let logQuery = """
        SELECT number, token, minute, CASE WHEN site = $1 THEN sums END FROM read_batch
        WHERE number >= $2 ORDER BY number LIMIT \(mostLogged + 1)
        """
}
