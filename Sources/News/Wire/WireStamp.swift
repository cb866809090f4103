/// What identifies a copy of an item: its version, the sender's number of it, and what it said.
public struct WireStamp: Hashable, Sendable {
    public var version: Timestamp
    /// The sender's own number of the version (ninjs `version`); empty if there is none.
    public var edition: String
    /// The fingerprint of what it said; nil if it is unknown.
    public var fingerprint: Int64?

    public init(version: Timestamp, edition: String = "", fingerprint: Int64? = nil) {
        self.version = version
        self.edition = edition
        self.fingerprint = fingerprint
    }
}

extension WireStamp {
    enum Age: Hashable, Sendable { case older, same, newer }

    /// Whether a copy is older than this one, the same, or newer.
    ///
    /// An undated copy is never older by its version.
    func age(of item: WireItem) -> Age {
        if item.version > version { return .newer }
        if item.version < version, item.isDated { return .older }
        switch Edition.order(item.edition, edition) ?? 0 {
        case ..<0: return .older
        case 1...: return .newer
        default: return item.fingerprint == fingerprint ? .same : .newer
        }
    }

    /// The stamp with the sender's number of the version, if the same copy comes again with the first such number.
    ///
    /// Nil if the copy adds nothing. Without the number, a kill could not tell which copy of the same instant it stops.
    public func numbered(by item: WireItem) -> WireStamp? {
        guard item.status == .usable, age(of: item) == .same, Edition.order(edition, item.edition) == nil,
            Edition.isNumber(item.edition)
        else { return nil }
        return WireStamp(version: version, edition: item.edition, fingerprint: fingerprint)
    }

    /// The stamp of a story after it has taken a copy.
    static func of(_ item: WireItem, over known: WireStamp?) -> WireStamp {
        let version = item.isDated ? item.version : max(item.version, known?.version ?? item.version)
        return WireStamp(version: version, edition: item.edition, fingerprint: item.fingerprint)
    }
}
