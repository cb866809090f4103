public import News

extension WriteTransaction {
    /// Adds a line to the journal and returns its sequence number; the entry's own is ignored.
    ///
    /// Sequence numbers become visible in order: whoever sees a line can see all lines before it
    /// (`SQLConnection.nextNumber`). Whose story it is learns of what they should know.
    @discardableResult
    public func append(_ entry: JournalEntry) throws -> Int64 {
        let sequence = try nextNumber(of: .journal)
        try sql.add(
            [
                .integer(sequence), SQLValue(siteNumber), SQLValue(entry.at),
                .text((entry.act.coarser ?? entry.act).rawValue),
                SQLValue(entry.act.coarser == nil ? nil : entry.act.rawValue), SQLValue(entry.story),
                .text(entry.actor.description), .text(entry.reason), SQLValue(entry.ground?.rawValue),
                .text(entry.topics.map(\.description).sorted().joined(separator: " ")),
            ],
            to: .journal
        )
        try notify(of: entry)
        return sequence
    }
}
