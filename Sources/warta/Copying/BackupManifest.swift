import Foundation
import News
import Storage

/// What a backup says of itself: written last, so a folder without it is no backup.
struct BackupManifest: Codable {
    /// How many pages are pressed to be compared.
    static let pages = 100
    static let fileName = "manifest.json"
    private static let form = 1

    /// Which form of backup it is.
    var form = Self.form
    /// Milliseconds since 1970: the state of the store, and the time that the pages were pressed at.
    let made: Int64
    /// The program that made it.
    let build: String
    /// The number of the schema that the tables are of.
    let schema: Int
    let tables: [TableSum]
    let pages: [Page]
    var pictures: Pictures

    /// A page, pressed from the state that was kept.
    struct Page: Codable, Hashable {
        let newspaper: Int64
        let story: Int64
        let sha256: String
    }

    /// All pictures together.
    struct Pictures: Codable, Hashable {
        let count: Int
        /// SHA-256 of their digests, a line each.
        let sha256: String

        init(_ digests: [String]) {
            count = digests.count
            sha256 = Checksum.of(Array(digests.map { $0 + "\n" }.joined().utf8))
        }
    }

    var time: Timestamp { Timestamp(milliseconds: made) }

    /// Reads the manifest of a backup.
    /// - Throws: `notFound` where the folder is none; `invalid` where it is another program's, or a newer one's.
    init(of folder: String) throws {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.fileName)") else {
            throw NewsError(.notFound, "\(folder) is no backup: it has no \(Self.fileName). Name one that is whole.")
        }
        guard let manifest = try? JSONDecoder().decode(Self.self, from: data), manifest.form == Self.form else {
            throw NewsError(.invalid, "\(folder)/\(Self.fileName) is not what a backup of this warta says of itself.")
        }
        self = manifest
        guard schema <= Store.schema else {
            throw NewsError(
                .invalid,
                "The backup was made by a newer warta (schema \(schema), this one knows \(Store.schema)); update it."
            )
        }
    }

    init(made: Timestamp, build: String, schema: Int, tables: [TableSum], pages: [Page], pictures: [String]) {
        self.made = made.milliseconds
        self.build = build
        self.schema = schema
        self.tables = tables
        self.pages = pages
        self.pictures = Pictures(pictures)
    }

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }

    /// By what a restoration that was interrupted is known again.
    var token: String { get throws { Checksum.of(try bytes) } }
}
