import Application
import ArgumentParser
import BuiltIn
import News
import Storage

/// `warta restore`: a store of a backup.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a store of a backup, in an empty folder or database, and prove that it is what was kept.",
        discussion: """
            Whatever the backup was made of, it goes into --data or --database. Counts and checksums of every table are \
            compared, some pages are pressed and compared, and each byte of the pictures. A store that holds something is \
            never touched; a restoration that was interrupted goes on when it is run again.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: ArgumentHelp("Folder of the backup.", valueName: "DIR"))
    var folder: String

    @Flag(help: "Restore into a folder for temporary files (in TMPDIR), prove, and leave nothing.")
    var verify = false

    func run() async throws {
        let settings = try await options.settings()
        let manifest = try BackupManifest(of: folder)
        let files = BackupTables(folder, manifest)
        try files.prove()
        let scratch = verify ? try ScratchFolder() : nil
        // Keeps the folder until the command ends, even if it ends by an error.
        defer { withExtendedLifetime(scratch) {} }
        // In a folder of its own, as the scratch folder and the store that is filled are both locked.
        let place = scratch.map { StorePlace.folder($0.path + "/store") } ?? StorePlace(settings.place)
        let store = try await place.openForCopying(schema: manifest.schema)
        let restoring = try await Restoring(folder, manifest, files, into: store)
        try await restoring.fill()
        try await restoring.proveTables()
        let pages = try await restoring.provePages()
        if verify {
            try await restoring.provePictures()
        } else {
            try await restoring.restorePictures(to: settings.place.pictures)
        }
        store.close()
        if !verify {
            // A backup of an older warta has come with its schema; once that is ours, its stories can be read.
            let whole = try await place.openForCopying()
            if !restoring.isOfOurSchema { try await whole.indexCopiedStories(showing: "stories") }
            try await whole.finishCopy()
            whole.close()
        }
        let compared =
            pages.map { "\($0) pages" } ?? "no pages, as another build of warta (\(manifest.build)) pressed them"
        Terminal.say(
            "\(files.rows) rows in \(manifest.tables.count) tables, \(compared) and \(manifest.pictures.count) pictures are as "
                + "they were kept." + (verify ? " Nothing was restored." : " The newspaper is in \(store.place).")
        )
    }
}
