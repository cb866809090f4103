public import News

extension ReadTransaction {
    /// What is known under a wire's uri; cheap, for an import that finds nothing new.
    ///
    /// A story that came by no wire has the time of its text as version.
    public func wireFacts(uri: String) throws -> WireFacts {
        WireFacts(
            known: try sql.row(Self.knownQuery, [SQLValue(siteNumber), .text(uri)]).map(WireFacts.Known.init),
            stops: try wireStops(uri: uri)
        )
    }

    /// The kills and holds of a uri that were obeyed, in the order of what they stop.
    public func wireStops(uri: String) throws -> [WireStop] {
        try sql.rows(Self.stopQuery, [SQLValue(siteNumber), .text(uri)]).map(WireStop.init)
            .sorted { ($0.until, $0.fingerprint) < ($1.until, $1.fingerprint) }
    }

    /// Uris after this one, ascending, for which only kills or holds have come.
    public func urisOfStopsAlone(after uri: String, limit: Int) throws -> [String] {
        try sql.rows(Self.aloneQuery, [SQLValue(siteNumber), .text(uri), .integer(Int64(max(0, limit)))]).map {
            try $0.string(0)
        }
    }

    static let knownQuery = """
        SELECT number, public_state, decided_by, coalesce(wire_version, updated), coalesce(wire_edition, ''), wire_fingerprint
        FROM story WHERE site = $1 AND uri = $2
        """

    static let stopQuery = """
        SELECT status, fingerprint, until, edition, made, reason FROM wire_stop WHERE site = $1 AND uri = $2
        """

    static let aloneQuery = """
        SELECT DISTINCT uri FROM wire_stop WHERE site = $1 AND uri > $2
        AND NOT EXISTS (SELECT 1 FROM story WHERE story.site = $1 AND story.uri = wire_stop.uri) ORDER BY uri LIMIT $3
        """
}

extension WireFacts.Known {
    fileprivate init(_ row: SQLRow) throws {
        guard let state = PublicState(rawValue: try row.string(1)),
            let decider = Story.Decider(rawValue: try row.string(2))
        else { throw SQLFault.column(1, "a state, or who decided") }
        self.init(
            number: try row.number(0),
            state: state,
            decidedBy: decider,
            stamp: WireStamp(version: try row.time(3), edition: try row.string(4), fingerprint: row.integer(5))
        )
    }
}

extension WireStop {
    fileprivate init(_ row: SQLRow) throws {
        guard let status = WireItem.Status(rawValue: try row.string(0)) else { throw SQLFault.column(0, "a status") }
        self.init(
            status: status,
            fingerprint: try row.required(1),
            until: try row.time(2),
            edition: try row.string(3),
            made: try row.time(4),
            reason: try row.string(5)
        )
    }
}
