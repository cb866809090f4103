import ArgumentParser
import Darkroom
import News
import Storage

/// `warta check`: whether the store is sound.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify schema, foreign keys, journal, bodies, search index and pictures; exit 1 with a list."
    )

    @OptionGroup var options: StoreOptions

    func run() async throws {
        let house = try await House(try await options.settings())
        let darkroom = try house.darkroom()
        let problems = try await house.store.problems { darkroom.isSound(digest: $0) }
        guard problems.isEmpty else {
            for problem in problems { Terminal.say(problem) }
            Terminal.complain("\(problems.count) problems found in \(house.folder).")
            throw ExitCode(1)
        }
        Terminal.say("The store in \(house.folder) is sound.")
    }
}
