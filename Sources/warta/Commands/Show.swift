import Application
import ArgumentParser
import Foundation
import News
import Press
import Storage

/// `warta show`: a page as readers saw it at a past instant.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a page as readers saw it at a past time.",
        discussion: """
            The front (/), a section (/dunia) or a story is rebuilt from the journal and the versions. It has the look \
            that is built in, and says of when it is. Where readers found no page, or one that was withdrawn, that is \
            what is printed.
            """
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Option(
        help: ArgumentHelp(
            "When: 2026-11-27T09:15 on the newspaper's clock, or with an offset, as 2026-11-27T09:15:00+07:00.",
            valueName: "TIME"
        )
    )
    var at: String

    @Flag(help: "Print the words without HTML.")
    var text = false

    @Flag(help: "Also what a later correction hides.")
    var hidden = false

    @Argument(help: ArgumentHelp("The page's path, or its whole address.", valueName: "PATH"))
    var path: String

    func run() async throws {
        let settings = try await options.settings()
        let newspaper = try await OpenNewspaper(settings, site)
        let zone = newspaper.site.zone
        guard let instant = Self.time(at, zone) else {
            throw NewsError(.invalid, "--at is no time; write one like 2026-11-27T09:15.")
        }
        guard instant <= newspaper.clock() else {
            throw NewsError(.invalid, "--at has not passed; name a time that has.")
        }
        let address = try address()
        let showsHidden = hidden
        let page: PastPage
        do {
            page = try await newspaper.store.read {
                try PastPage(address, at: instant, showsHidden: showsHidden, $0)
            }
        } catch let gap as PastGap {
            let error = gap.error(in: zone)
            throw gap.isHiding ? NewsError(error.code, error.message + " --hidden shows it.") : error
        }
        let url = try settings.publicURL(nil)
        let html = page.html(of: newspaper.site, at: url.text, try Theme(language: newspaper.site.language)).bytes
        if text {
            // Read as copy is, so that nothing of it but its words is left.
            let words = try Body(html: String(decoding: html, as: UTF8.self)).text
            for line in words.split(separator: "\n", omittingEmptySubsequences: false) { Terminal.say(String(line)) }
        } else {
            FileHandle.standardOutput.write(Data(html))
        }
    }

    private func address() throws -> Address {
        let path = URL(string: path).flatMap { $0.scheme == nil ? nil : $0.path() } ?? path
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let address = Address(path: parts.first ?? "", query: parts.count > 1 ? parts[1] : "")
        guard let address, address.isToldAsItWas else {
            throw NewsError(.invalid, "Only stories, the front and sections are told as they were; name one of these.")
        }
        return address
    }

    /// A time with an offset, or one on the newspaper's clock.
    private static func time(_ text: String, _ zone: Zone) -> Timestamp? {
        if let time = RFC3339.read(text) { return time.time }
        let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let day = CivilDay(parts[0]) else { return nil }
        return zone.time(on: day, clock: parts[1])
    }
}

extension PastGap {
    fileprivate var isHiding: Bool { if case .hidden = self { true } else { false } }
}
