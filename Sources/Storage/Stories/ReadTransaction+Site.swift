public import News

extension ReadTransaction {
    /// The newspaper that this transaction is about; nil if it was not founded yet.
    public func site() throws -> Site? {
        try sites().first { $0.number == siteNumber }
    }

    /// All newspapers of the house, by number.
    public func sites() throws -> [Site] {
        var hosts: [SiteNumber: [String]] = [:]
        try sql.forEachRow("SELECT site, host FROM site_host ORDER BY site, ordinal") { row in
            hosts[SiteNumber(rawValue: try row.required(0)), default: []].append(try row.string(1))
        }
        return try sql.rows(Self.sitesQuery).map { row in
            let number = SiteNumber(rawValue: try row.required(0))
            return Site(
                number: number,
                name: try row.string(1),
                language: try row.string(2),
                zone: try Zone(stored: row, 3),
                hosts: hosts[number] ?? [],
                themeFolder: row.text(4),
                clocks: GrievanceClocks(
                    replyHours: Int(try row.required(5)),
                    complaintHours: Int(try row.required(6))
                )
            )
        }
    }

    private static let sitesQuery = """
        SELECT number, name, language, zone, theme_folder, reply_hours, complaint_hours FROM site ORDER BY number
        """
}
