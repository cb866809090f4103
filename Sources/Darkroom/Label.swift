import Foundation

/// What is written on a picture's folder once it is whole.
struct Label: Codable, Equatable {
    struct Picture: Codable, Equatable {
        let width: Int
        let height: Int
        let widths: [Int]
        let mediaType: String

        func negative(digest: String) -> Negative {
            Negative(digest: digest, width: width, height: height, widths: widths, mediaType: mediaType)
        }
    }

    let picture: Picture
    /// Bytes of each file, by its name: tells a file that was cut short when the power failed.
    let files: [String: Int]

    init(picture: Picture, files: [String: Int]) {
        self.picture = picture
        self.files = files
    }

    init?(_ bytes: [UInt8]) {
        guard let label = try? JSONDecoder().decode(Label.self, from: Data(bytes)) else { return nil }
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
