import Application
import ArgumentParser
import Darkroom
import Foundation
import News
import Storage
import Wire

/// `warta export`: everything as ninjs 3.1.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write out all stories and pictures, as ninjs 3.1.",
        discussion: """
            Without --output the stories alone go to standard output, as JSON Lines. With --output DIR the lines go to \
            DIR/stories.jsonl and the pictures to DIR/pictures, so that `warta import --restore DIR/stories.jsonl` \
            brings all of it back. Each file takes its place when it is whole.

            The pictures are the originals as they were sent, with all that a camera wrote into them: where they were \
            taken (GPS), when, and with what. Before you give them to anybody, use --strip, which takes that away and \
            leaves pixels, colour profile, credit and copyright.
            """
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Option(help: ArgumentHelp("Folder to write to; made where it is missing.", valueName: "DIR"))
    var output: String?

    @Flag(help: "Write pictures without place, device and history; needs --output.")
    var strip = false

    func validate() throws {
        if strip, output == nil {
            throw ValidationError("--strip is about the pictures that --output writes; give both.")
        }
    }

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let folder = try output.map {
            try ExportFolder($0, of: newspaper.site, try newspaper.darkroom(), isStripping: strip)
        }
        let writer = NinjsWriter()
        try await writeSections(newspaper, writer, to: folder)
        var progress = Progress("stories", total: nil)
        var last = StoryNumber(rawValue: 0)
        var count = 0
        while true {
            let after = last
            let stories = try await newspaper.store.read { transaction in
                try transaction.stories(after: after, limit: 500).map { ($0, try transaction.wireStops(uri: $0.uri)) }
            }
            guard let (end, _) = stories.last else { break }
            last = end.number
            var lines: [UInt8] = []
            for (story, stops) in stories {
                lines += writer.line(
                    try folder?.take(story) ?? story,
                    stops: stops,
                    pictureFile: ExportFolder.name
                )
                lines.append(UInt8(ascii: "\n"))
            }
            try write(lines, to: folder)
            count += stories.count
            progress.tell(count, done: 0)
        }
        try await writeStopsAlone(newspaper, writer, to: folder)
        try folder?.finish()
        progress.end()
        guard let folder else { return }
        Terminal.say("\(count) stories exported.")
        if folder.missing > 0 {
            Terminal.warn(
                "\(folder.missing) pictures are not in the export; run `warta check`, restore them, export again."
            )
            throw ExitCode(1)
        }
    }

    /// Before the stories, so that a restoration puts each where it stood, whatever its section is called now.
    private func writeSections(
        _ newspaper: OpenNewspaper,
        _ writer: NinjsWriter,
        to folder: ExportFolder?
    ) async throws {
        let records = try await newspaper.store.read { try $0.sectionRecords() }
        try write(records.flatMap { writer.line($0) + [UInt8(ascii: "\n")] }, to: folder)
    }

    /// Exports kills and holds of items that have not arrived: without them, a restored store would publish those items.
    private func writeStopsAlone(
        _ newspaper: OpenNewspaper,
        _ writer: NinjsWriter,
        to folder: ExportFolder?
    ) async throws {
        var last = ""
        while true {
            let after = last
            let all = try await newspaper.store.read { transaction in
                try transaction.urisOfStopsAlone(after: after, limit: 500)
                    .map { (uri: $0, stops: try transaction.wireStops(uri: $0)) }
            }
            guard let end = all.last else { return }
            last = end.uri
            try write(all.flatMap { writer.line($0.stops, uri: $0.uri) + [UInt8(ascii: "\n")] }, to: folder)
        }
    }

    private func write(_ lines: [UInt8], to folder: ExportFolder?) throws {
        if let folder { return try folder.write(lines) }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(lines))
        } catch {
            throw NewsError(.unavailable, "The export cannot be written; is the disk full, or the reader gone?")
        }
    }
}
