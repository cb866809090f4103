import Foundation
import News

/// The file that describes a picture's folder, written once the folder is complete.
struct PictureManifest: Codable, Equatable {
    /// What the folder's name does not tell.
    struct Facts: Codable, Equatable {
        let width: Int
        let height: Int
        let widths: [Int]
        let mediaType: String

        func picture(digest: String) -> Picture {
            Picture(digest: digest, width: width, height: height, widths: widths, mediaType: mediaType)
        }
    }

    /// The size and digest of a file when it was written, to find one that a power cut shortened or the disk damaged.
    struct File: Codable, Equatable {
        let bytes: Int
        /// SHA-256 in hexadecimal.
        let digest: String

        init(of bytes: ArraySlice<UInt8>) {
            self.bytes = bytes.count
            digest = Darkroom.digest(of: bytes)
        }

        /// Whether these are its bytes.
        func isOf(_ bytes: ArraySlice<UInt8>) -> Bool { File(of: bytes) == self }
    }

    /// Of a manifest itself; they have about 1,500.
    static let mostBytes = 64 << 10

    let picture: Facts
    /// The files by their names.
    let files: [String: File]

    init(picture: Facts, files: [String: File]) {
        self.picture = picture
        self.files = files
    }

    init?(_ bytes: [UInt8]) {
        // A name leads to a file beside the manifest and nowhere else, whoever wrote it.
        guard let label = try? JSONDecoder().decode(PictureManifest.self, from: Data(bytes)),
            label.files.keys.allSatisfy({ $0.first?.isLetter ?? false || $0.first?.isNumber ?? false }),
            label.files.keys.allSatisfy({ !$0.utf8.contains(UInt8(ascii: "/")) && !$0.utf8.contains(0) })
        else { return nil }
        self = label
    }

    var bytes: [UInt8] {
        get throws(DarkroomError) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            do {
                return try Array(encoder.encode(self))
            } catch {
                throw .storage("the label cannot be written")
            }
        }
    }
}
