import Application
import ArgumentParser
import Darkroom
import Editorial
import Foundation
import News
import Storage
import Wire

/// `warta import`: copy from files or standard input.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in copy from a wire or an export: files of ninjs 1.x to 3.x.",
        discussion: """
            A file holds one object, an array, JSON Lines, or a package of items. Each item is kept under its uri: the \
            same version again changes nothing, a newer one is an update, an older one is left alone; a kill or a hold \
            is obeyed whatever its version. A bad item is reported and the others go in; the exit code is 1 then.
            """
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "FILE"))
    var files: [String]

    @Option(help: ArgumentHelp("Section of items that name none (default: Berita).", valueName: "NAME"))
    var section: String?

    @Option(
        help: ArgumentHelp(
            "Sections that may be made; copy of any more goes to --section (default: \(SectionLimit.usual)).",
            valueName: "NUMBER"
        )
    )
    var maxSections: Int?

    @Flag(help: "Restore an export of Warta's own: believe what it says that desk and wires decided.")
    var restore = false

    @Flag(help: "Do everything to a copy of the store that is gone afterwards (in TMPDIR), and say what came of it.")
    var dryRun = false

    @Flag(help: "Show every complaint; else only the first \(ImportWarnings.most), and counts of the others.")
    var verbose = false

    func run() async throws {
        let settings = try await options.settings()
        let total = try files.map(WireFile.size).reduce(0, +)
        let scratch = dryRun ? try ScratchFolder() : nil
        // Keeps the folder until the command ends, even if it ends by an error.
        defer { withExtendedLifetime(scratch) {} }
        // A dry run does all that the run would do, to a copy of the store that is gone afterwards.
        if dryRun, settings.place.database != nil {
            throw NewsError(
                .refused,
                "--dry-run works on a copy of a SQLite store, and no copy is made of a database; try the import on a copy of "
                    + "your own."
            )
        }
        if let scratch, Store.exists(folder: settings.place.folder) {
            try await Store.copy(folder: settings.place.folder, to: scratch.path)
        }
        let newspaper = try await OpenNewspaper(settings, site, in: scratch?.path, making: true)
        let sectionName = (settings.text(section, "section") ?? "Berita").collapsedWhitespace
        guard !sectionName.isEmpty else {
            throw NewsError(.invalid, "The section has no name; give --section one that can be read.")
        }
        var defaults = NinjsReader.Defaults(
            section: Section(name: sectionName),
            language: newspaper.site.language,
            zone: newspaper.site.zone
        )
        defaults.isRestoring = restore
        let most = try settings.number(maxSections, "maxSections", default: SectionLimit.usual, in: 1...100_000)
        var intakeOptions = Intake.Options(sections: SectionLimit(most: most, otherwise: defaults.section))
        intakeOptions.isRestoring = restore

        let printer = ImportPrinter(total: total, showsAll: verbose)
        let intake = Intake(newspaper.desk, intakeOptions, tell: printer.tell)
        let darkroom = try newspaper.darkroom(in: scratch?.path)
        for path in files {
            let file = try WireFile(path)
            let pictures = PicturesBesideCopy(darkroom, folder: file.folder)
            let reader = NinjsReader(source: file.name, defaults: defaults, chunks: file.chunks)
            try await intake.take(reader, pictures: pictures)
        }
        printer.finish()

        let summary = await intake.summary
        let waiting = summary.waitingText(zone: newspaper.site.zone)
        Terminal.say(summary.text + waiting + (dryRun ? " Nothing was written." : ""))
        if summary.refused > 0 { throw ExitCode(1) }
    }
}
