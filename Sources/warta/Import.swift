import ArgumentParser
import Foundation
import News
import Wire

/// `warta import`: copy from files or standard input.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in copy: ninjs 1.x to 3.x, one object, an array, or JSON Lines.",
        discussion: """
            Each item is kept under its uri: the same version again changes nothing, a newer one is an update, an \
            older one is left alone. A bad item is reported and the others go in; the exit code is 1 then.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "FILE"))
    var files: [String]

    @Option(help: ArgumentHelp("Section of items that name none (default: Berita).", valueName: "NAME"))
    var section: String?

    @Flag(help: "Read and judge everything, write nothing.")
    var dryRun = false

    func run() async throws {
        let settings = try await options.settings()
        let house = try await House(settings, making: true)
        let defaults = NinjsReader.Defaults(
            section: Section(name: settings.text(section, "section") ?? "Berita"),
            language: house.site.language,
            zone: house.site.zone
        )
        let intake = try Intake(house, isDryRun: dryRun, total: try files.map(WireFile.size).reduce(0, +))
        for file in files {
            try await intake.take(try WireFile(file, defaults: defaults))
        }
        let summary = await intake.finish()
        Terminal.say(summary.text + (dryRun ? " Nothing was written." : ""))
        if summary.refused > 0 { throw ExitCode(1) }
    }
}
