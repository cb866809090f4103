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
            import DIR/stories.jsonl` brings all of it back.
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
            let stories = try await house.store.read { try $0.stories(after: after, limit: 500) }
            guard let end = stories.last else { break }
            last = end.number
            var lines: [UInt8] = []
            for story in stories {
                lines += writer.line(story, pictureFile: Self.name)
                lines.append(UInt8(ascii: "\n"))
                if let output { try Self.copyPictures(of: story, darkroom, to: output) }
            }
            do {
                try handle.write(contentsOf: Data(lines))
            } catch {
                throw NewsError(.unavailable, "The export cannot be written; is the disk full, or the reader gone?")
            }
            count += stories.count
            progress.tell(count, done: 0)
        }
        progress.end()
        if output != nil { Terminal.say("\(count) stories exported.") }
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
