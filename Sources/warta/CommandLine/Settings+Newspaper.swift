import Application
import News

extension OpenNewspaper {
    /// Opens the newspaper that the settings name; the first time, it is founded as they say.
    ///
    /// - Parameters:
    ///   - settings: Where it is, and what it is called.
    ///   - other: A folder instead of the one that is set.
    ///   - making: Whether the store is made where there is none; else that is an error.
    init(_ settings: Settings, in other: String? = nil, making: Bool = false) async throws {
        try await self.init(folder: other ?? settings.folder, making: making) { try Site(settings) }
    }
}

extension Site {
    /// The newspaper as the settings describe it, for a store that holds none.
    fileprivate init(_ settings: Settings) throws {
        self.init(
            name: settings.text(nil, "siteName") ?? "Warta",
            language: settings.text(nil, "siteLanguage") ?? "id",
            zone: try Zone(named: settings.text(nil, "siteZone") ?? "Asia/Jakarta")
        )
    }
}
