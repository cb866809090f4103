import Application
import ArgumentParser
import BuiltIn
import Darkroom
import Foundation
import News
import Press
import Storage

/// `warta backup`: all that a house has, in one folder.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything the house has into one folder, while it is served.",
        discussion: """
            The folder holds each table of the store as it was at one moment, the pictures, and a manifest with counts and \
            checksums; it appears under its name when all of it is on disk. `warta restore` makes a store of it, in a file \
            or in PostgreSQL, whichever it came from.

            It holds addresses, password hashes and second factors: nobody but you may read it. Settings, certificates \
            and themes in folders of your own are not in it.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: ArgumentHelp("Folder to make; it must not exist yet.", valueName: "DIR"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            "A former backup on the same disk: pictures that it has are hard links to its files.",
            valueName: "DIR"
        )
    )
    var since: String?

    func run() async throws {
        let house = try await OpenNewspaper.house(try await options.settings())
        guard let newspaper = house.first else { return }
        // The pictures after the store: so each picture that it names is there.
        let former = try since.map { try Self.former($0, newspaper) }
        let output = try BackupFolder(folder)
        let now = newspaper.clock()
        let path = output.part
        let (schema, tables, pages, named) = try await newspaper.store.read { transaction in
            (
                try transaction.schemaNumber(), try Self.write(transaction, to: path),
                try Self.pages(transaction, now: now),
                try transaction.pictureDigests()
            )
        }
        let darkrooms = (from: try newspaper.darkroom(), to: try newspaper.darkroom(in: path))
        let pictures = try await PictureCopying(from: darkrooms.from, to: darkrooms.to, linkingTo: former).copyAll()
        let manifest = BackupManifest(
            made: now,
            build: BuiltInFiles.build,
            schema: schema,
            tables: tables,
            pages: pages,
            pictures: pictures.kept
        )
        try output.finish(manifest)
        let rows = tables.reduce(0) { $0 + $1.rows }
        let stories = tables.first { $0.name == "story" }?.rows ?? 0
        Terminal.say(
            "\(stories) stories, \(rows) rows in \(tables.count) tables and \(pictures.kept.count) pictures "
                + "are in \(output.path)."
        )
        let missing = Set(named).union(pictures.damaged).subtracting(pictures.kept)
        guard missing.isEmpty else {
            Terminal.warn(
                "\(missing.count) pictures are missing or damaged and not in the backup; `warta check` names their stories."
            )
            throw ExitCode(1)
        }
    }

    private static func former(_ folder: String, _ newspaper: OpenNewspaper) throws -> Darkroom {
        _ = try BackupManifest(of: folder)
        return try newspaper.darkroom(in: folder)
    }

    /// Writes each table into a file of its own.
    private static func write(_ transaction: ReadTransaction, to folder: String) throws -> [TableSum] {
        var progress = Progress("rows", total: nil)
        var count = 0
        defer { progress.end() }
        return try transaction.storedTables().map { table in
            let file = try BackupFile("\(folder)/tables/\(table.name).tsv")
            var summing = TableSumming(table)
            try transaction.forEachRows(of: table) { rows in
                let lines = rows.lines
                try file.write(lines)
                summing.add(rows, lines)
                count += rows.count
                progress.tell(count, done: 0)
            }
            try file.finish()
            return summing.sum
        }
    }

    /// Presses some pages from the state that was kept.
    private static func pages(_ transaction: ReadTransaction, now: Timestamp) throws -> [BackupManifest.Page] {
        let stories = try transaction.somePublicStories(BackupManifest.pages)
        return try PressedPages(transaction, now: now).sums(stories)
    }
}
