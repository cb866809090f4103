import ArgumentParser
import Darkroom
import News

/// What `warta` starts itself as to decode pictures, apart from everything else.
struct DecodePictures: ParsableCommand {
    static let name = "decode-pictures"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Started by the other commands; of no use by itself.",
        shouldDisplay: false
    )

    func run() throws {
        guard DarkroomHelper.run() else {
            throw NewsError(.invalid, "\(Self.name) is started by Warta itself; use `warta import`.")
        }
    }
}
