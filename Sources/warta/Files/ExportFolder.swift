import Darkroom
import Foundation
import News

/// The folder of an export: the stories in one file, each picture in a file of its own.
///
/// Each file appears when it is complete, the stories last, so that they never name a picture that is missing.
final class ExportFolder {
    private let folder: String
    private let darkroom: Darkroom
    private let isStripping: Bool
    private let stories: AtomicFile
    /// The media types of the pictures that are written already, by digest.
    private var done: [String: String] = [:]
    /// Pictures that the store should have and does not.
    private(set) var missing = 0

    /// - Parameters:
    ///   - folder: Made where it is missing.
    ///   - site: The newspaper that is exported.
    ///   - darkroom: Where its pictures are.
    ///   - isStripping: Whether pictures go out without place, device and history.
    /// - Throws: `unavailable` where the folder cannot be made or written; `conflict` where it holds another newspaper.
    init(_ folder: String, of site: Site, _ darkroom: Darkroom, isStripping: Bool) throws {
        self.folder = folder
        self.darkroom = darkroom
        self.isStripping = isStripping
        let pictures = folder + "/pictures"
        do {
            try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
        } catch {
            throw NewsError(.unavailable, "The folder \(folder) cannot be made; check its name and your rights.")
        }
        try Self.claim(folder, for: site)
        stories = try AtomicFile(folder + "/stories.jsonl")
        // Files of an export that was killed. No other export runs here: we hold the file of the stories.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: pictures)) ?? []
        where name.hasSuffix(AtomicFile.ending) {
            unlink("\(pictures)/\(name)")
        }
    }

    /// Notes whose export it is, since a later one of another newspaper would take its place.
    private static func claim(_ folder: String, for site: Site) throws {
        let path = folder + "/newspaper.txt"
        if let known = FileManager.default.contents(atPath: path) {
            let number = String(decoding: known.prefix(20).prefix { (48...57).contains($0) }, as: UTF8.self)
            guard number == site.number.description else {
                throw NewsError(
                    .conflict,
                    "\(folder) holds an export of newspaper \(number); give each newspaper a folder of its own."
                )
            }
        }
        let file = try AtomicFile(path)
        try file.write(Array("\(site.number) \(site.name)\n".utf8))
        try file.finish()
    }

    func write(_ lines: [UInt8]) throws {
        try stories.write(lines)
    }

    func finish() throws {
        try stories.finish()
    }

    /// Puts a story's pictures into the folder.
    /// - Returns: The story with the media types of the files that were written.
    func take(_ story: Story) throws -> Story {
        try story.mapPictures { picture in
            if let mediaType = try take(picture) { return picture.typed(mediaType) }
            missing += 1
            Terminal.warn("A picture of story \(story.number) is missing or damaged in the store.")
            return picture
        }
    }

    /// - Returns: The media type of its file; nil if the store has lost it.
    private func take(_ picture: Picture) throws -> String? {
        if let mediaType = done[picture.digest] { return mediaType }
        guard let (bytes, mediaType) = try given(picture) else { return nil }
        let path = "\(folder)/\(Self.name(picture.typed(mediaType)))"
        // A file that exists may be incomplete or different: a former export may have been interrupted, or made with
        // other flags.
        if (try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))?.elementsEqual(bytes) != true {
            let file = try AtomicFile(path)
            try file.write(bytes)
            try file.finish()
        }
        done[picture.digest] = mediaType
        return mediaType
    }

    private func given(_ picture: Picture) throws -> (bytes: [UInt8], mediaType: String)? {
        do throws(DarkroomError) {
            if isStripping {
                return try darkroom.strippedOriginal(digest: picture.digest).map { ($0.bytes, $0.mediaType) }
            }
            return try darkroom.original(digest: picture.digest).map { ($0, picture.mediaType) }
        } catch {
            throw error.told("A picture of the export cannot be read")
        }
    }

    /// A picture's file name, the same in every export.
    static func name(_ picture: Picture) -> String {
        let ending = picture.mediaType.split(separator: "/").last.map(String.init) ?? "bin"
        return "pictures/\(picture.digest).\(ending == "jpeg" ? "jpg" : ending)"
    }
}

extension Picture {
    /// The same picture with another media type.
    fileprivate func typed(_ mediaType: String) -> Picture {
        Picture(digest: digest, width: width, height: height, widths: widths, mediaType: mediaType)
    }
}
