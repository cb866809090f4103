import Application
import ArgumentParser
import Darkroom
import News

/// `warta decode-pictures`: the helper process that decodes pictures for another process of `warta`.
struct DecodePictures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: OpenNewspaper.pictureCommand,
        abstract: "Started by the other commands; of no use by itself.",
        shouldDisplay: false
    )

    func run() throws {
        guard DarkroomHelper.run() else {
            throw NewsError(.invalid, "\(OpenNewspaper.pictureCommand) is started by Warta itself; use `warta import`.")
        }
    }
}
