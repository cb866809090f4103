import ArgumentParser
import Foundation
import News
import Storage
import Wire

/// `warta import`: copy from files or standard input.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in copy: ninjs 1.x to 3.x, one object, an array, or JSON Lines.",
        discussion: """
            Each item is kept under its uri: the same version again changes nothing, a newer one is an update, an \
            older one is left alone; a kill or a hold is obeyed whatever its version. A bad item is reported and the others go in; the exit code is 1 then.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "FILE"))
    var files: [String]

    @Option(help: ArgumentHelp("Section of items that name none (default: Berita).", valueName: "NAME"))
    var section: String?

    @Flag(help: "Restore an export of Warta's own: believe what it says that desk and wires decided.")
    var restore = false

    @Flag(help: "Read and judge everything, write nothing.")
    var dryRun = false

    func run() async throws {
        let settings = try await options.settings()
        let total = try files.map(WireFile.size).reduce(0, +)
        let scratch = dryRun ? try ScratchFolder() : nil
        // It goes with its last use, which is here whatever happens between.
        defer { withExtendedLifetime(scratch) {} }
        // A dry run judges on the store where there is one, and else on one that is gone afterwards.
        let folder = Store.exists(folder: settings.folder) ? nil : scratch?.path
        let house = try await House(settings, in: folder, making: true)
        var defaults = NinjsReader.Defaults(
            section: Section(name: settings.text(section, "section") ?? "Berita"),
            language: house.site.language,
            zone: house.site.zone
        )
        defaults.isRestoring = restore
        let darkroom = try house.darkroom(in: scratch?.path)
        let intake = Intake(house, darkroom, isRestoring: restore, isDryRun: dryRun, total: total)
        for file in files {
            try await intake.take(try WireFile(file, defaults: defaults))
        }
        let summary = await intake.finish()
        Terminal.say(
            summary.text + summary.waitingText(zone: house.site.zone) + (dryRun ? " Nothing was written." : "")
        )
        if summary.refused > 0 { throw ExitCode(1) }
    }
}
