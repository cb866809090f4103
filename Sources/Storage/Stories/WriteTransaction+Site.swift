public import News

extension WriteTransaction {
    /// Founds the newspaper that this transaction is about, or changes its settings.
    /// - Parameter site: What it should be; its number is ignored.
    /// - Throws: `conflict` if another newspaper of the house has one of its hosts.
    public func save(_ site: Site) throws {
        try keep(site, as: siteNumber)
    }

    /// Adds a newspaper to the house.
    /// - Parameter site: What it is; its number is ignored.
    /// - Returns: Its number, the next one.
    /// - Throws: `conflict` if another newspaper has one of its hosts.
    public func addSite(_ site: Site) throws -> SiteNumber {
        let number = SiteNumber(rawValue: try sql.nextNumber(of: .sites))
        try keep(site, as: number)
        return number
    }

    private func keep(_ site: Site, as number: SiteNumber) throws {
        try sql.execute(
            Self.keepQuery,
            [
                SQLValue(number), .text(site.name), .text(site.language), .text(site.zone.identifier),
                SQLValue(site.themeFolder), .integer(Int64(site.clocks.replyHours)),
                .integer(Int64(site.clocks.complaintHours)),
            ]
        )
        try sql.execute("DELETE FROM site_host WHERE site = $1", [SQLValue(number)])
        for (ordinal, host) in site.hosts.enumerated() {
            let values = [.text(host), SQLValue(number), .integer(Int64(ordinal))]
            guard try sql.execute(Self.addHostQuery, values) > 0 else {
                throw NewsError(.conflict, "Another newspaper of the house has the host \(host) already.")
            }
        }
    }

    private static let keepQuery = """
        INSERT INTO site (number, name, language, zone, theme_folder, reply_hours, complaint_hours)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (number) DO UPDATE SET name = excluded.name, language = excluded.language, zone = excluded.zone,
        theme_folder = excluded.theme_folder, reply_hours = excluded.reply_hours,
        complaint_hours = excluded.complaint_hours
        """

    private static let addHostQuery = """
        INSERT INTO site_host (host, site, ordinal) VALUES ($1, $2, $3) ON CONFLICT (host) DO NOTHING
        """
}
