import Application
import BuiltIn
import Darkroom
import News
import Storage

/// Makes a store of a backup, and proves that it is what was kept.
struct Restoring {
    private let backup: String
    private let manifest: BackupManifest
    private let files: BackupTables
    private let target: Store

    /// - Throws: `conflict` where the target holds something that is not from this backup.
    init(_ backup: String, _ manifest: BackupManifest, _ files: BackupTables, into target: Store) async throws {
        self.backup = backup
        self.manifest = manifest
        self.files = files
        self.target = target
        let token = try manifest.token
        if let mark = try await target.copyMark() {
            guard mark.role == .target, mark.token == token else { throw Self.taken(target) }
        } else {
            guard try await target.isEmpty() else { throw Self.taken(target) }
            try await target.beginCopy(token: token, from: backup)
        }
    }

    private static func taken(_ target: Store) -> NewsError {
        NewsError(
            .conflict,
            "There is a store in \(target.place) already, and nothing of it was changed; restore into an empty folder or "
                + "database."
        )
    }

    /// Whether the backup is of this program's schema: this program reads stories of no other.
    var isOfOurSchema: Bool { manifest.schema == Store.schema }

    /// Stores what is missing of the rows, and makes the search indexes where it can.
    func fill() async throws {
        var progress = Progress("rows", total: files.rows)
        var count = 0
        for table in try await target.read({ try $0.storedTables() }) where !table.isFilledBySchema {
            let known = try await target.read { try $0.count(of: table) }
            count += known
            try await files.forEachRows(of: table, after: known) { rows in
                try await target.put(rows)
                count += rows.count
                progress.tell(count, done: count)
            }
        }
        progress.end()
        if isOfOurSchema { try await target.indexCopiedStories(showing: "stories") }
    }

    /// Compares each table with what the backup says of it.
    func proveTables() async throws {
        let sums = try await target.read { transaction in
            try transaction.storedTables().map { try transaction.sum(of: $0) }
        }
        try TableSum.expectSame(sums, manifest.tables)
    }

    /// Presses the pages that the backup recorded, and compares them.
    /// - Returns: How many; nil where another build of the program pressed them.
    func provePages() async throws -> Int? {
        guard manifest.build == BuiltInFiles.build, isOfOurSchema else { return nil }
        let expected = manifest.pages
        let found = try await target.read { [time = manifest.time] transaction in
            try PressedPages(transaction, now: time).sums(
                expected.map { (SiteNumber(rawValue: $0.newspaper), StoryNumber(rawValue: $0.story)) }
            )
        }
        let differing = Set(expected).symmetricDifference(found).map(\.story).min()
        guard let differing else { return found.count }
        throw NewsError(
            .invalid,
            "The page of story \(differing) is not what it was when the backup was made; use another backup, and report this."
        )
    }

    /// Copies the pictures, each byte compared.
    func restorePictures(to place: PicturePlace) async throws {
        let outcome = try await PictureCopying(
            from: try PicturePlace.beside(backup).open(),
            to: try place.open()
        ).copyAll()
        try expectAll(outcome.kept)
    }

    /// Reads the backup's pictures and compares each byte.
    func provePictures() async throws {
        let darkroom = try PicturePlace.beside(backup).open()
        let sound = try await PictureChecking(darkroom).sound(among: try await PictureChecking(darkroom).all())
        try expectAll(sound)
    }

    private func expectAll(_ digests: [String]) throws {
        guard BackupManifest.Pictures(digests) == manifest.pictures else {
            throw NewsError(
                .invalid,
                "The backup is damaged: of its \(manifest.pictures.count) pictures \(digests.count) are as they were. "
                    + "Take another backup."
            )
        }
    }
}

extension Store {
    /// Makes the search indexes, and shows how far that is.
    func indexCopiedStories(showing noun: String) async throws {
        var progress = Progress(noun, total: nil)
        var count = 0
        try await indexCopiedStories { added in
            count += added
            progress.tell(count, done: 0)
        }
        progress.end()
    }
}

extension TableSum {
    /// - Throws: `invalid` where a table is not the same in both.
    static func expectSame(_ sums: [TableSum], _ others: [TableSum]) throws {
        let differing = Set(sums).symmetricDifference(others).map(\.name).min()
        guard let differing else { return }
        let counts = [sums, others].map { $0.first { $0.name == differing }?.rows ?? 0 }
        throw NewsError(
            .invalid,
            "The table \(differing) is not the same in both (\(counts[0]) and \(counts[1]) rows); the copy is not used. "
                + "Report this."
        )
    }
}
