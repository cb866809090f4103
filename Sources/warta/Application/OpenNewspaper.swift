public import Darkroom
public import Editorial
import Foundation
public import Logging
public import News
public import Storage

/// Where a house is: a folder, and for the store a database on a PostgreSQL server if there is one.
public struct HousePlace: Sendable {
    /// Where files of this machine are, and without a database the store.
    public let folder: String
    /// The address of the database, which may hold a password.
    public let database: String?
    public let pictures: PicturePlace
    /// The address of a standby of it, from which may be read what may be a moment old.
    public var standby: String?

    /// - Parameters:
    ///   - folder: For files of this machine, and without a database for the store.
    ///   - database: The address of the database.
    ///   - pictures: Where the pictures are; nil for the data folder's own.
    public init(folder: String, database: String? = nil, pictures: PicturePlace? = nil) {
        self.folder = folder
        self.database = database
        self.pictures = pictures ?? .beside(folder)
    }

    /// Opens the store; its schema is made where there is none.
    /// - Parameter making: Whether a SQLite file is made where there is none.
    /// - Throws: `notFound` where there is none and none is to be made; `unavailable` or `invalid` where it cannot be opened.
    fileprivate func openStore(making: Bool) async throws -> Store {
        if let database { return try await Store(database: database, standby: standby) }
        guard making || Store.exists(folder: folder) else { throw Self.nothing(in: folder) }
        return try Store(folder: folder)
    }

    fileprivate static func nothing(in place: String) -> NewsError {
        NewsError(
            .notFound,
            "There is no newspaper in \(place); check --data and --database, or begin with `warta import`."
        )
    }
}

/// A newspaper of a house, opened: what every command works on.
public struct OpenNewspaper: Sendable {
    /// Where files of this machine are, and without a database the store.
    public let folder: String
    /// Where the pictures are.
    private let pictures: PicturePlace
    /// The house's store, as this newspaper has it.
    public let store: Store
    public let desk: Desk
    /// The newspaper as it was when it was opened.
    public let site: Site
    public let logger: Logger
    /// The present time.
    public let clock: @Sendable () -> Timestamp
    /// A program and its arguments that decodes pictures for this one.
    private let pictureHelper: [String]

    /// Opens all newspapers of a house, by number; the first time, one is founded.
    ///
    /// - Parameters:
    ///   - place: Where the house is.
    ///   - making: Whether folder and store are made where there are none; else that is an error.
    ///   - sendsMail: Whether members are written to: by a server that is set, this one or another on the same store.
    ///   - founding: The newspaper to found in a store without one.
    /// - Throws: `notFound` where there is no store and none is to be made; what `founding` throws; `unavailable` or
    ///   `invalid` where the store cannot be opened.
    public static func house(
        _ place: HousePlace,
        making: Bool,
        sendsMail: Bool = false,
        founding: () throws -> Site
    ) async throws -> [OpenNewspaper] {
        let store = try await place.openStore(making: making)
        let logger = Logger(label: "warta")
        let clock = clock(of: store)
        if abs(store.clockOffset / .seconds(1)) >= 2 {
            let seconds = Int((store.clockOffset / .seconds(1)).rounded())
            logger.warning(
                "This machine's clock is wrong or the database's is; the database's counts.",
                metadata: ["seconds ahead": "\(seconds)"]
            )
        }
        var sites = try await store.read { try $0.sites() }
        if sites.isEmpty {
            // An empty database cannot be told from one whose address was mistaken.
            if !making, place.database != nil { throw HousePlace.nothing(in: store.place) }
            sites = [try await Desk(store: store, logger: logger, clock: clock).changeSite(try founding())]
        }
        return sites.map { site in
            OpenNewspaper(
                folder: place.folder,
                pictures: place.pictures,
                store: store,
                site: site,
                logger: logger,
                clock: clock,
                // This very program, also where its file has been replaced since it started.
                pictureHelper: ["/proc/self/exe", pictureCommand],
                sendsMail: sendsMail
            )
        }
    }

    /// - Parameters:
    ///   - store: The house's.
    ///   - passwords: How members' passwords are hashed; tests make it cheap.
    package init(
        folder: String,
        pictures: PicturePlace? = nil,
        store: Store,
        site: Site,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        pictureHelper: [String] = [],
        passwords: Passwords = .usual,
        sendsMail: Bool = false
    ) {
        self.folder = folder
        self.pictures = pictures ?? .beside(folder)
        self.store = store.newspaper(site.number)
        self.site = site
        self.logger = logger
        self.clock = clock
        self.pictureHelper = pictureHelper
        desk = Desk(store: self.store, logger: logger, clock: clock, passwords: passwords, sendsMail: sendsMail)
    }

    /// The command of `warta` that decodes pictures for another process.
    public static let pictureCommand = "decode-pictures"

    /// Opens the pictures; only some commands handle them.
    ///
    /// - Parameter other: A data folder whose pictures are meant, instead of the newspaper's own.
    /// - Throws: `unavailable` where a folder can neither be found nor made.
    public func darkroom(in other: String? = nil) throws -> Darkroom {
        try (other.map { .beside($0) } ?? pictures).open(helper: pictureHelper)
    }

    /// The time of the store: of this machine, or where nodes of several machines have it, of its database.
    private static func clock(of store: Store) -> @Sendable () -> Timestamp {
        {
            let here = Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
            return here.adding(milliseconds: Int64(store.clockOffset / .milliseconds(1)))
        }
    }
}
