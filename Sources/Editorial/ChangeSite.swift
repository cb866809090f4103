internal import Logging
public import News
internal import Storage

extension Desk {
    /// Founds this desk's newspaper, or changes what is said of it.
    ///
    /// Stories keep the language and the zone that they were taken with.
    /// - Parameter site: What it is to be; its number is not looked at.
    /// - Returns: The newspaper as it is kept.
    /// - Throws: `invalid` where the name, the language or a host is none, or where a house's second or later newspaper
    ///   would be left without a host; `conflict` where another newspaper has one of its hosts.
    @discardableResult
    public func changeSite(_ site: Site) async throws -> Site {
        let site = try site.checked().numbered(store.siteNumber)
        guard site.number == .first || !site.hosts.isEmpty else { throw Self.hostMissing }
        try await store.write { try $0.save(site) }
        logger.info("founded", metadata: ["site": "\(site.name)"])
        return site
    }

    /// Adds a newspaper to the house.
    /// - Parameter site: What it is; its number is not looked at.
    /// - Returns: The newspaper as it is kept, with its number.
    /// - Throws: As `changeSite`.
    public func addSite(_ site: Site) async throws -> Site {
        let site = try site.checked()
        guard !site.hosts.isEmpty else { throw Self.hostMissing }
        let number = try await store.write { try $0.addSite(site) }
        logger.info("added a newspaper", metadata: ["site": "\(site.name)"])
        return site.numbered(number)
    }

    private static let hostMissing = NewsError(
        .invalid,
        "A newspaper beside the first is found by its host alone; give it one."
    )
}
