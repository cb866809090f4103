internal import Logging
public import News
internal import Storage

extension Desk {
    /// Founds the newspaper, or changes its name, language and zone.
    ///
    /// Stories keep the language and the zone that they were taken with.
    /// - Returns: The newspaper as it is kept.
    /// - Throws: `invalid` where the name is empty or too long, or the language is no language tag.
    @discardableResult
    public func foundSite(_ site: Site) async throws -> Site {
        let site = try site.checked()
        try await store.write { try $0.found(site) }
        logger.info("founded", metadata: ["site": "\(site.name)"])
        return site
    }
}
