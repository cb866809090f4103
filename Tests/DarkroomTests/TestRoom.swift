import Foundation
import News
import Testing

@testable import Darkroom

/// A darkroom in a folder of its own, which goes with it.
final class TestRoom: Sendable {
    let folder: String
    let darkroom: Darkroom

    init(helper: [String] = TestRoom.helper) throws {
        folder = FileManager.default.temporaryDirectory.path + "/darkroom-\(UUID().uuidString)"
        darkroom = try Darkroom(folder: folder, helper: helper)
    }

    /// `warta`, which lies beside the tests.
    static let helper = [
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/warta",
        "decode-pictures",
    ]

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Every file, relative to the folder.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.contains(".") }.sorted()
    }

    func path(_ picture: Picture, _ name: String) -> String {
        "\(folder)/\(picture.digest.prefix(2))/\(picture.digest)/\(name)"
    }

    func bytes(_ picture: Picture, _ width: Int, _ format: Darkroom.Format) throws -> [UInt8] {
        let path = try #require(darkroom.file(digest: picture.digest, width: width, format: format))
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Width, height and pixels at the given places of a rendition, as parts of its width and height.
    func look(
        _ picture: Picture,
        _ width: Int,
        _ format: Darkroom.Format,
        at places: [(Double, Double)] = []
    ) throws -> Look {
        let bytes = try bytes(picture, width, format)
        return try VipsPicture.withOpened(bytes, kind: format == .jpeg ? .jpeg : .webp) {
            (picture) throws(DarkroomError) in
            let plain = try picture.fitted(width: picture.width)
            let pixels = places.map { place in
                plain.pixel(x: Int(place.0 * Double(plain.width)), y: Int(place.1 * Double(plain.height)))
            }
            return Look(width: picture.width, height: picture.height, pixels: pixels)
        }
    }
}

struct Look {
    let width: Int
    let height: Int
    let pixels: [[Int]]

    /// The nearest of the test card's colours, as letters.
    var colours: String {
        pixels.map { pixel in
            switch pixel.prefix(3).map({ $0 > 127 }) {
            case [true, false, false]: "r"
            case [false, true, false]: "g"
            case [false, false, true]: "b"
            case [true, true, true]: "w"
            case [false, false, false]: "k"
            default: "\(pixel)"
            }
        }.joined()
    }
}

/// Clockwise from the upper left.
let corners = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]

extension Darkroom {
    /// Takes an original that is an array of its own.
    func take(_ bytes: [UInt8]) throws(DarkroomError) -> Picture { try take(bytes[...]) }
}
