internal import Logging
public import News
internal import Storage

extension Desk {
    /// Founds the newspaper, or changes its name, language, zone or address.
    /// - Throws: `invalid` where the name or the language is empty.
    public func foundSite(_ site: Site) async throws {
        guard !site.name.collapsedWhitespace.isEmpty, !site.language.isEmpty else {
            throw NewsError(.invalid, "A newspaper needs a name and a language.")
        }
        try await store.write { try $0.found(site) }
        logger.info("founded", metadata: ["site": "\(site.name)"])
    }
}
