import Darkroom
import Editorial
import Foundation
import Logging
import News
import Storage

/// The rooms that every command works in, opened on one folder.
struct OpenNewspaper {
    let folder: String
    let store: Store
    let desk: Desk
    let site: Site
    let logger: Logger
    let clock: @Sendable () -> Timestamp

    /// Opens the store and founds the newspaper the first time.
    /// - Parameters:
    ///   - other: A folder instead of the one that is set.
    ///   - making: Whether the store is made where there is none; else that is an error.
    init(_ settings: Settings, in other: String? = nil, making: Bool = false) async throws {
        folder = other ?? settings.folder
        guard making || Store.exists(folder: folder) else {
            throw NewsError(
                .notFound,
                "There is no newspaper in \(folder); check --data, or begin with `warta import`."
            )
        }
        logger = Logger(label: "warta")
        clock = { Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))) }
        store = try Store(folder: folder)
        desk = Desk(store: store, logger: logger, clock: clock)
        if let site = try await store.read({ try $0.site() }) {
            self.site = site
        } else {
            site = try Self.newSite(settings)
            try await desk.foundSite(site)
        }
    }

    /// Where pictures are kept; opened only by the commands that handle them.
    /// - Parameter other: A folder instead of the newspaper's own.
    func darkroom(in other: String? = nil) throws -> Darkroom {
        do throws(DarkroomError) {
            // This very program, also where its file has been replaced since it started.
            let helper = ["/proc/self/exe", DecodePictures.name]
            return try Darkroom(folder: (other ?? folder) + "/pictures", helper: helper)
        } catch {
            throw NewsError(.unavailable, "The pictures cannot be opened: \(error.reason).")
        }
    }

    private static func newSite(_ settings: Settings) throws -> Site {
        let name = settings.text(nil, "siteZone") ?? "Asia/Jakarta"
        guard let zone = Zone(name) else {
            throw NewsError(.invalid, "\(name) is no time zone; take a name as in the IANA database: Asia/Jakarta.")
        }
        return Site(
            name: settings.text(nil, "siteName") ?? "Warta",
            language: settings.text(nil, "siteLanguage") ?? "id",
            zone: zone
        )
    }
}
