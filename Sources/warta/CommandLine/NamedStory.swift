import Application
import ArgumentParser
import Editorial
import News

/// The story that a command is about: where its store is, in which newspaper, and its number.
struct NamedStory: ParsableArguments {
    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("The story's number, as in its address.", valueName: "NUMBER"))
    var number: Int64

    /// The desk of its newspaper, and which story it is there.
    func open() async throws -> (desk: Desk, number: StoryNumber) {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        return (newspaper.desk, StoryNumber(rawValue: number))
    }
}
