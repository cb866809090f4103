public import News

extension WriteTransaction {
    /// Remembers a kill or a hold; a known one then stops both what it stopped before and what it stops now.
    public func remember(_ stop: WireStop, uri: String) throws {
        ahead.newUris.remove(uri)
        try sql.execute(
            Self.rememberQuery,
            [
                SQLValue(siteNumber), .text(uri), .integer(stop.fingerprint), .text(stop.status.rawValue),
                SQLValue(stop.until),
                .text(stop.edition), SQLValue(stop.made), .text(stop.reason),
            ]
        )
    }

    /// Records the newest copy by which a story is known, if that copy changed nothing else: no version, no revision.
    public func stamp(_ number: StoryNumber, _ stamp: WireStamp) throws {
        try sql.execute(
            "UPDATE story SET wire_version = $1, wire_edition = $2, wire_fingerprint = $3 WHERE number = $4",
            [
                SQLValue(stamp.version), .text(stamp.edition), SQLValue(stamp.fingerprint),
                SQLValue(number),
            ]
        )
    }

    private static let rememberQuery = """
        INSERT INTO wire_stop (site, uri, fingerprint, status, until, edition, made, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (site, uri, fingerprint) DO UPDATE SET until = excluded.until, edition = excluded.edition, made = excluded.made
        WHERE excluded.until > wire_stop.until
        """
}
