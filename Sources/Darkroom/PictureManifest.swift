import Foundation
import News

/// What is written on a picture's folder once it is whole.
struct PictureManifest: Codable, Equatable {
    /// What the folder's name does not say already.
    struct Facts: Codable, Equatable {
        let width: Int
        let height: Int
        let widths: [Int]
        let mediaType: String

        func picture(digest: String) -> Picture {
            Picture(digest: digest, width: width, height: height, widths: widths, mediaType: mediaType)
        }
    }

    /// How a file was when it was written: tells one that was cut short when the power failed, or that a disk forgot.
    struct File: Codable, Equatable {
        let bytes: Int
        /// SHA-256 in hexadecimal.
        let digest: String
    }

    let picture: Facts
    /// By name.
    let files: [String: File]

    init(picture: Facts, files: [String: File]) {
        self.picture = picture
        self.files = files
    }

    init?(_ bytes: [UInt8]) {
        guard let label = try? JSONDecoder().decode(PictureManifest.self, from: Data(bytes)) else { return nil }
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
