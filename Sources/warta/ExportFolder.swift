import Darkroom
import Foundation
import News

/// A folder that is being filled with everything: the stories in one file, the pictures in files of their own.
///
/// Each file takes its place when it is whole. The stories come last, so that they never name a picture that is not
/// there yet.
final class ExportFolder {
    private let folder: String
    private let darkroom: Darkroom
    private let isStripping: Bool
    private let stories: AtomicFile
    /// By digest, of the pictures that are here already, what they are now.
    private var done: [String: String] = [:]
    /// Pictures that the store should have and has not.
    private(set) var missing = 0

    /// - Parameter isStripping: Whether pictures go out without place, device and history.
    /// - Throws: `unavailable` where the folder cannot be made or written.
    init(_ folder: String, _ darkroom: Darkroom, isStripping: Bool) throws {
        self.folder = folder
        self.darkroom = darkroom
        self.isStripping = isStripping
        let pictures = folder + "/pictures"
        do {
            try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
        } catch {
            throw NewsError(.unavailable, "The folder \(folder) cannot be made; check its name and your rights.")
        }
        stories = try AtomicFile(folder + "/stories.jsonl")
        // What a killed export left; the stories' file, which is ours, keeps others out.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: pictures)) ?? []
        where name.hasSuffix(AtomicFile.ending) {
            unlink("\(pictures)/\(name)")
        }
    }

    func write(_ lines: [UInt8]) throws {
        try stories.write(lines)
    }

    func finish() throws {
        try stories.finish()
    }

    /// Puts a story's pictures into the folder.
    /// - Returns: The story, each picture of the type that its file has.
    func take(_ story: Story) throws -> Story {
        try story.mapPictures { picture in
            if let mediaType = try take(picture) { return picture.typed(mediaType) }
            missing += 1
            Terminal.warn("A picture of story \(story.number) is missing or damaged in the store.")
            return picture
        }
    }

    /// - Returns: What its file is; nil where the store has lost it.
    private func take(_ picture: Picture) throws -> String? {
        if let mediaType = done[picture.digest] { return mediaType }
        guard let (bytes, mediaType) = given(picture) else { return nil }
        let path = "\(folder)/\(Self.name(picture.typed(mediaType)))"
        // That there is a file does not say that it is whole, or the same: an export may have been interrupted, or
        // have been made with other flags.
        if (try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))?.elementsEqual(bytes) != true {
            let file = try AtomicFile(path)
            try file.write(bytes)
            try file.finish()
        }
        done[picture.digest] = mediaType
        return mediaType
    }

    private func given(_ picture: Picture) -> (bytes: [UInt8], mediaType: String)? {
        if isStripping { return darkroom.strippedOriginal(digest: picture.digest).map { ($0.bytes, $0.mediaType) } }
        return darkroom.original(digest: picture.digest).map { ($0, picture.mediaType) }
    }

    /// A picture's name in an export, the same in each.
    static func name(_ picture: Picture) -> String {
        let ending = picture.mediaType.split(separator: "/").last.map(String.init) ?? "bin"
        return "pictures/\(picture.digest).\(ending == "jpeg" ? "jpg" : ending)"
    }
}

extension Picture {
    /// The same of another type.
    fileprivate func typed(_ mediaType: String) -> Picture {
        Picture(digest: digest, width: width, height: height, widths: widths, mediaType: mediaType)
    }
}
