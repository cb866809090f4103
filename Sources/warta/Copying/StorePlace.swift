import Application
import ArgumentParser
import Foundation
import News
import Storage

/// Where a store is: a folder, or a database on a PostgreSQL server.
enum StorePlace: ExpressibleByArgument {
    case folder(String)
    case database(String)

    init(_ place: HousePlace) {
        self = place.database.map { .database($0) } ?? .folder(place.folder)
    }

    init?(argument: String) {
        let isAddress = argument.hasPrefix("postgres://") || argument.hasPrefix("postgresql://")
        self = isAddress ? .database(argument) : .folder(argument)
    }

    /// Whether there is one; of a database that is told when it is opened.
    var exists: Bool {
        if case .folder(let path) = self { Store.exists(folder: path) } else { true }
    }

    /// Whether both are one, as far as the command line tells: an address of a database can be written in many ways.
    func isSame(as other: StorePlace) -> Bool {
        switch (self, other) {
        case (.folder(let path), .folder(let another)): Self.isSame(path, another)
        case (.database(let address), .database(let another)): address == another
        default: false
        }
    }

    /// Whether two paths lead to one folder.
    static func isSame(_ path: String, _ other: String) -> Bool {
        let paths = [path, other].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        return paths[0] == paths[1]
    }

    /// Opens it also where it is not whole, or was moved; makes it where there is none.
    ///
    /// Nobody else does so meanwhile.
    /// - Parameter schema: The schema of a new one; nil for the newest.
    func openForCopying(schema: Int? = nil) async throws -> Store {
        switch self {
        case .folder(let path): try Store.forCopying(folder: path, schema: schema)
        case .database(let address): try await Store.forCopying(database: address, schema: schema)
        }
    }

    /// Opens it as every program does, which brings its schema up to date.
    func open() async throws -> Store {
        switch self {
        case .folder(let path): try Store(folder: path)
        case .database(let address): try await Store(database: address)
        }
    }
}
