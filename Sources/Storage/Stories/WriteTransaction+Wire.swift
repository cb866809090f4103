public import News

extension WriteTransaction {
    /// Remembers a kill or a hold; one that is known stops what it stopped before, and what it stops now.
    public func remember(_ stop: WireStop, uri: String) throws {
        try sql.execute(
            Self.rememberQuery,
            [
                .text(uri), .integer(stop.fingerprint), .text(stop.status.rawValue), SQLValue(stop.until),
                .text(stop.edition), SQLValue(stop.made), .text(stop.reason),
            ]
        )
    }

    private static let rememberQuery = """
        INSERT INTO wire_stop (uri, fingerprint, status, until, edition, made, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (uri, fingerprint) DO UPDATE SET until = excluded.until, edition = excluded.edition, made = excluded.made
        WHERE excluded.until > wire_stop.until
        """
}
