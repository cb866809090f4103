import Application
import ArgumentParser
import Darkroom
import News
import Storage

/// `warta check`: whether the store is sound.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that nothing in the store is broken; exit 1 with a list of what is."
    )

    /// With more problems than these, a backup helps more than a longer list.
    private static let mostShown = 1_000

    @OptionGroup var options: StoreOptions

    func run() async throws {
        let house = try await OpenNewspaper.house(try await options.settings())
        // The store and its pictures are one for all newspapers.
        guard let newspaper = house.first else { return }
        let darkroom = try newspaper.darkroom()
        // Ahead of the store, which would wait for them in a transaction. What comes meanwhile is not in question.
        let named = try await newspaper.store.read { try $0.pictureDigests() }
        let unsound = Set(named).subtracting(try await PictureChecking(darkroom).sound(among: named))
        let problems = try await newspaper.store.problems { !unsound.contains($0) }
        guard problems.isEmpty else {
            for problem in problems.prefix(Self.mostShown) { Terminal.say(problem) }
            if problems.count > Self.mostShown { Terminal.say("and \(problems.count - Self.mostShown) more.") }
            let number = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
            Terminal.warn("\(number) found in \(newspaper.store.place).")
            throw ExitCode(1)
        }
        Terminal.say("The store in \(newspaper.store.place) is sound.")
    }
}
