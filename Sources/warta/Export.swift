import ArgumentParser
import Darkroom
import Foundation
import News
import Storage
import Wire

/// `warta export`: everything as ninjs 3.1.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write all stories as JSON Lines of ninjs 3.1, to standard output or into a folder.",
        discussion: """
            With --output DIR the lines go to DIR/stories.jsonl and the pictures to DIR/pictures, so that `warta \
            import --restore DIR/stories.jsonl` brings all of it back.
            """
    )

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Folder to write to; made where it is missing.", valueName: "DIR"))
    var output: String?

    func run() async throws {
        let house = try await House(try await options.settings())
        let darkroom = try house.darkroom()
        let handle = try output.map(Self.create) ?? FileHandle.standardOutput
        let writer = NinjsWriter()
        var progress = Progress("stories", total: nil)
        var last = StoryNumber(rawValue: 0)
        var count = 0
        while true {
            let after = last
            let stories = try await house.store.read { transaction in
                try transaction.stories(after: after, limit: 500).map { ($0, try transaction.wireStops(uri: $0.uri)) }
            }
            guard let (end, _) = stories.last else { break }
            last = end.number
            var lines: [UInt8] = []
            for (story, stops) in stories {
                lines += writer.line(story, stops: stops, pictureFile: Self.name)
                lines.append(UInt8(ascii: "\n"))
                if let output { try Self.copyPictures(of: story, darkroom, to: output) }
            }
            try Self.write(lines, to: handle)
            count += stories.count
            progress.tell(count, done: 0)
        }
        try await writeStopsAlone(house, writer, to: handle)
        progress.end()
        if output != nil { Terminal.say("\(count) stories exported.") }
    }

    /// Kills and holds of items that have not come: without them, a restored store would publish what comes late.
    private func writeStopsAlone(_ house: House, _ writer: NinjsWriter, to handle: FileHandle) async throws {
        var last = ""
        while true {
            let after = last
            let all = try await house.store.read { transaction in
                try transaction.urisOfStopsAlone(after: after, limit: 500)
                    .map { (uri: $0, stops: try transaction.wireStops(uri: $0)) }
            }
            guard let end = all.last else { return }
            last = end.uri
            try Self.write(all.flatMap { writer.line($0.stops, uri: $0.uri) + [UInt8(ascii: "\n")] }, to: handle)
        }
    }

    private static func write(_ lines: [UInt8], to handle: FileHandle) throws {
        do {
            try handle.write(contentsOf: Data(lines))
        } catch {
            throw NewsError(.unavailable, "The export cannot be written; is the disk full, or the reader gone?")
        }
    }

    /// A picture's name in an export, the same in each.
    private static func name(_ picture: Picture) -> String {
        let ending = picture.mediaType.split(separator: "/").last.map(String.init) ?? "bin"
        return "pictures/\(picture.digest).\(ending == "jpeg" ? "jpg" : ending)"
    }

    private static func create(_ folder: String) throws -> FileHandle {
        do {
            try FileManager.default.createDirectory(atPath: folder + "/pictures", withIntermediateDirectories: true)
        } catch {
            throw NewsError(.unavailable, "The folder \(folder) cannot be made; check its name and your rights.")
        }
        let path = folder + "/stories.jsonl"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw NewsError(.unavailable, "The file \(path) cannot be written; check your rights.")
        }
        return handle
    }

    private static func copyPictures(of story: Story, _ darkroom: Darkroom, to folder: String) throws {
        for picture in story.copy.pictures.compactMap(\.picture) {
            let target = folder + "/" + name(picture)
            guard !FileManager.default.fileExists(atPath: target) else { continue }
            guard let original = darkroom.original(digest: picture.digest) else {
                Terminal.complain("A picture of story \(story.number) is missing in the store; run `warta check`.")
                continue
            }
            do {
                try FileManager.default.copyItem(atPath: original, toPath: target)
            } catch {
                throw NewsError(.unavailable, "The picture \(target) cannot be written; is the disk full?")
            }
        }
    }
}
