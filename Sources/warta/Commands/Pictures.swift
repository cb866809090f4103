import Application
import ArgumentParser
import Darkroom
import News

/// `warta pictures`: all pictures into another place.
struct Pictures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy all pictures into another place, a folder or a bucket, while they are served.",
        discussion: """
            Each byte is compared with what was written once, and what is there already is left alone; so it can be run again \
            at any time. Nothing is removed. Run it, name the new place as “pictures” in the settings of every node, start \
            them again, and run it once more for what has come meanwhile, with --pictures for the old place.
            """
    )

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("A folder, or a bucket, s3://BUCKET/PREFIX.", valueName: "PLACE"))
    var to: String

    func run() async throws {
        let settings = try await options.settings()
        let source = try settings.place.pictures.open()
        let target = try advising("Check --to.") {
            try options.pictures.place(to, settings, folder: settings.place.folder)
        }.open()
        guard source.place != target.place, !StorePlace.isSame(source.place, target.place) else {
            throw NewsError(.conflict, "The pictures are in \(source.place) already; name another place.")
        }
        let outcome = try await PictureCopying(from: source, to: target).copyAll()
        Terminal.say("\(outcome.kept.count) pictures are in \(target.place), each byte compared.")
        guard outcome.damaged.isEmpty else {
            Terminal.warn(
                "\(outcome.damaged.count) pictures in \(source.place) are damaged and were not copied; `warta check` names their "
                    + "stories."
            )
            throw ExitCode(1)
        }
    }
}
