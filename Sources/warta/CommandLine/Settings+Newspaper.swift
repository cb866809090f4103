import Application
import News

extension OpenNewspaper {
    /// Opens all newspapers of the house that the settings name; the first time, one is founded as they say.
    ///
    /// - Parameters:
    ///   - settings: Where the house is, and what its first newspaper is called.
    ///   - other: A folder instead of what is set.
    ///   - making: Whether the store is made where there is none; else that is an error.
    ///   - smtp: The mail server that a flag names.
    ///   - standby: The standby that is set, from which may be read.
    static func house(
        _ settings: Settings,
        in other: String? = nil,
        making: Bool = false,
        smtp: String? = nil,
        standby: String? = nil
    ) async throws -> [OpenNewspaper] {
        let sendsMail = settings.text(smtp, "smtp") != nil
        var place = other.map { HousePlace(folder: $0) } ?? settings.place
        place.standby = standby
        return try await house(place, making: making, sendsMail: sendsMail) {
            try Site(settings)
        }
    }

    /// Opens the newspaper that is meant, as `house(_:in:making:)`.
    init(_ settings: Settings, _ option: SiteOption, in other: String? = nil, making: Bool = false) async throws {
        // A house is not founded for the sake of a newspaper that it would not have.
        let isFirst = option.site.map { $0 == SiteNumber.first.rawValue } ?? true
        self = try option.choose(from: try await Self.house(settings, in: other, making: making && isFirst))
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
