import Application
import ArgumentParser
import News

/// The flag of commands that are about one newspaper.
struct SiteOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Number of the newspaper, where there are several (`warta site` lists them).",
            valueName: "NUMBER"
        )
    )
    var site: Int64?

    /// The newspaper that is meant: the only one, or the one that was named.
    ///
    /// Where there are several, none is taken for granted: copy in the wrong newspaper is public before anybody sees it.
    /// - Throws: `invalid` where there are several and none was named; `notFound` where there is none of that number.
    func choose(from house: [OpenNewspaper]) throws -> OpenNewspaper {
        if let site {
            guard let named = house.first(where: { $0.site.number.rawValue == site }) else {
                throw NewsError(.notFound, "There is no newspaper \(site); `warta site` lists them.")
            }
            return named
        }
        guard let first = house.first, house.count == 1 else {
            let names = house.map { "\($0.site.number) (\($0.site.name))" }.joined(separator: ", ")
            throw NewsError(.invalid, "There are several newspapers; say which one with --site: \(names).")
        }
        return first
    }
}
