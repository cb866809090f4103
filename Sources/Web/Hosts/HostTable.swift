import News

/// Which newspaper a host belongs to.
///
/// Built once at start.
///
/// A host is compared without its case, without its port, and without the dot that may end a full domain name.
struct HostTable: Sendable {
    /// The newspaper that answers for every host: set where there is nothing to choose, so that nothing is looked up.
    let only: Int?
    /// The newspaper that answers for a host that nobody has; nil where such a request is refused.
    private let fallback: Int?
    private let entries: [(name: [UInt8], newspaper: Int)]

    /// - Parameters:
    ///   - hosts: Of each newspaper, in order; a port that stands with one is ignored.
    ///   - isStrict: Whether a host that nobody has is refused. Otherwise the first newspaper answers for it.
    /// - Throws: `invalid` if something is no host, if two newspapers have the same, or if nobody could ever reach one.
    init(_ hosts: [[String]], isStrict: Bool) throws {
        var entries: [(name: [UInt8], newspaper: Int)] = []
        for (newspaper, hosts) in hosts.enumerated() {
            guard !hosts.isEmpty || (newspaper == 0 && !isStrict) else {
                throw NewsError(.invalid, "A newspaper without a host can be reached by nobody; give it one.")
            }
            for host in hosts {
                guard RequestHost.isValid(host.utf8) else {
                    throw NewsError(.invalid, "\(host) is no host; write it as warta.example, in ASCII.")
                }
                let name = Self.name(in: host.utf8).map(Self.lowercased)
                guard !entries.contains(where: { $0.name == name && $0.newspaper != newspaper }) else {
                    throw NewsError(.invalid, "Two newspapers have the host \(host); leave it to one of them.")
                }
                entries.append((name, newspaper))
            }
        }
        self.entries = entries
        fallback = isStrict ? nil : 0
        only = hosts.count == 1 && !isStrict ? 0 : nil
    }

    /// The newspaper that a request for this host is for, as a place in the list; nil if it is refused.
    ///
    /// - Parameter host: A valid host, with or without a port.
    func newspaper(of host: some BidirectionalCollection<UInt8>) -> Int? {
        if let only { return only }
        let name = Self.name(in: host)
        let count = name.count
        // A house has a few names, and most differ in length: to go through them costs less than to hash one.
        let known = entries.first { entry in
            entry.name.count == count && entry.name.elementsEqual(name) { $0 == Self.lowercased($1) }
        }
        return known?.newspaper ?? fallback
    }

    /// The host without its port and without a dot at its end.
    private static func name<Text: BidirectionalCollection<UInt8>>(in host: Text) -> Text.SubSequence {
        var name = host[...]
        if name.last != UInt8(ascii: "]"), let colon = name.lastIndex(of: UInt8(ascii: ":")) { name = name[..<colon] }
        if name.last == UInt8(ascii: "."), name.count > 1 { name = name.dropLast() }
        return name
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
