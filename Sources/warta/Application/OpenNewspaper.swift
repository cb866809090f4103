public import Darkroom
public import Editorial
import Foundation
public import Logging
public import News
public import Storage

/// A newspaper in its folder, opened: what every command works on.
public struct OpenNewspaper: Sendable {
    /// Where the store and the pictures are.
    public let folder: String
    public let store: Store
    public let desk: Desk
    /// The newspaper as it was when it was opened.
    public let site: Site
    public let logger: Logger
    /// The present time.
    public let clock: @Sendable () -> Timestamp
    /// A program and its arguments that decodes pictures for this one.
    private let pictureHelper: [String]

    /// Opens the newspaper in a folder; the first time, the newspaper is founded.
    ///
    /// - Parameters:
    ///   - folder: Where it is.
    ///   - making: Whether folder and store are made where there are none; else that is an error.
    ///   - founding: The newspaper to found in a store without one.
    /// - Throws: `notFound` where there is no store and none is to be made; what `founding` throws; `unavailable` or
    ///   `invalid` where the store cannot be opened.
    public init(folder: String, making: Bool, founding: () throws -> Site) async throws {
        guard making || Store.exists(folder: folder) else {
            throw NewsError(
                .notFound,
                "There is no newspaper in \(folder); check --data, or begin with `warta import`."
            )
        }
        let store = try Store(folder: folder)
        let logger = Logger(label: "warta")
        let desk = Desk(store: store, logger: logger, clock: Self.systemClock)
        let site: Site
        if let known = try await store.read({ try $0.site() }) {
            site = known
        } else {
            site = try founding()
            try await desk.foundSite(site)
        }
        self.init(
            folder: folder,
            store: store,
            site: site,
            logger: logger,
            clock: Self.systemClock,
            // This very program, also where its file has been replaced since it started.
            pictureHelper: ["/proc/self/exe", Self.pictureCommand]
        )
    }

    package init(
        folder: String,
        store: Store,
        site: Site,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        pictureHelper: [String] = []
    ) {
        self.folder = folder
        self.store = store
        self.site = site
        self.logger = logger
        self.clock = clock
        self.pictureHelper = pictureHelper
        desk = Desk(store: store, logger: logger, clock: clock)
    }

    /// The command of `warta` that decodes pictures for another process.
    public static let pictureCommand = "decode-pictures"

    /// Opens the pictures; only some commands handle them.
    ///
    /// - Parameter other: A folder instead of the newspaper's own.
    /// - Throws: `unavailable` where the folder can neither be found nor made.
    public func darkroom(in other: String? = nil) throws -> Darkroom {
        do throws(DarkroomError) {
            return try Darkroom(folder: (other ?? folder) + "/pictures", helper: pictureHelper)
        } catch {
            throw NewsError(.unavailable, "The pictures cannot be opened: \(error.reason).")
        }
    }

    private static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
