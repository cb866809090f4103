/// By what a copy of an item is known: its version, the sender's number of it, and what it said.
public struct WireStamp: Hashable, Sendable {
    public var version: Timestamp
    /// The sender's own number of the version (ninjs `version`); empty where there is none.
    public var edition: String
    /// The fingerprint of what it said; nil where nobody knows.
    public var fingerprint: Int64?

    public init(version: Timestamp, edition: String = "", fingerprint: Int64? = nil) {
        self.version = version
        self.edition = edition
        self.fingerprint = fingerprint
    }
}

extension WireStamp {
    enum Age: Hashable, Sendable { case older, same, newer }

    /// How old a copy is beside this one.
    ///
    /// One that does not say when it was made is no older than what is known.
    func age(of item: WireItem) -> Age {
        if item.version > version { return .newer }
        if item.version < version, item.isDated { return .older }
        switch Edition.order(item.edition, edition) ?? 0 {
        case ..<0: return .older
        case 1...: return .newer
        default: return item.fingerprint == fingerprint ? .same : .newer
        }
    }

    /// The stamp with the sender's number of the version, where the same copy comes again and is the first to say one;
    /// nil where it tells nothing new.
    ///
    /// Without it a kill could not say which of the copies of its instant it stops.
    public func numbered(by item: WireItem) -> WireStamp? {
        guard item.status == .usable, age(of: item) == .same, Edition.order(edition, item.edition) == nil,
            Edition.isNumber(item.edition)
        else { return nil }
        return WireStamp(version: version, edition: item.edition, fingerprint: fingerprint)
    }

    /// The stamp of a story that takes a copy over this one.
    static func of(_ item: WireItem, over known: WireStamp?) -> WireStamp {
        let version = item.isDated ? item.version : max(item.version, known?.version ?? item.version)
        return WireStamp(version: version, edition: item.edition, fingerprint: item.fingerprint)
    }
}
