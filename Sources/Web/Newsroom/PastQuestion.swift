import News
import Press

/// Which page somebody of the desk wants to see as it was, and of when.
struct PastQuestion {
    enum Fault: String, Error {
        /// It is the address of no page that can be told.
        case path
        /// That is no time.
        case time
        /// That time has not passed.
        case ahead
    }

    let address: Address
    let instant: Timestamp
    /// Whether also what a correction hides is asked for.
    let showsHidden: Bool

    /// Reads a query: `path`, and `at` as RFC 3339 or `day` and `clock` on the clock of the desk.
    /// - Throws: ``Fault``.
    init(_ query: FormFields, zone: Zone, now: Timestamp) throws(Fault) {
        guard let address = Self.address(query["path"]) else { throw .path }
        guard let instant = Self.instant(query, zone) else { throw .time }
        guard instant <= now else { throw .ahead }
        self.address = address
        self.instant = instant
        showsHidden = query["hidden"] == "1"
    }

    static func instant(_ query: FormFields, _ zone: Zone) -> Timestamp? {
        if query.has("at") { return RFC3339.read(query["at"])?.time }
        return CivilDay(query["day"]).flatMap { zone.time(on: $0, clock: query["clock"]) }
    }

    /// The page of a path, or of a whole address as browsers show it.
    private static func address(_ text: String) -> Address? {
        var rest = text.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        if let scheme = rest.firstRange(of: "://") {
            rest = String(rest[scheme.upperBound...].drop { $0 != "/" })
            if rest.isEmpty { rest = "/" }
        }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let path = parts.first else { return nil }
        switch Address(path: path, query: parts.count > 1 ? parts[1] : "") {
        case let address? where address.isToldAsItWas: return address
        default: return nil
        }
    }
}
