internal import News
internal import Storage

/// What is counted of somebody who tries or sends too much, and how many are allowed.
typealias Counted = (subject: String, limit: FailureTally.Limit)

extension ReadTransaction {
    /// Seconds for which whoever is counted so has to wait; 0 for none.
    func wait(_ counted: [Counted], at now: Timestamp) throws -> Int64 {
        try counted.map { try failures($0.subject).wait($0.limit, at: now) }.max() ?? 0
    }
}

extension WriteTransaction {
    /// Counts one more of each.
    func charge(_ counted: [Counted], at now: Timestamp) throws {
        for (subject, limit) in counted {
            var tally = try failures(subject)
            tally.add(limit, at: now)
            try keep(tally, of: subject, at: now)
        }
    }
}
