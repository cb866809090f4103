import Foundation

@testable import Darkroom

/// A picture whose corners can be told apart: red, green, blue, black, clockwise from the upper left.
enum TestCard {
    static func svg(_ width: Int, _ height: Int, red: String = "#ff0000", background: String = "#000000") -> [UInt8] {
        let (x, y) = (width / 2, height / 2)
        let drawing = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)">
            <rect width="\(width)" height="\(height)" fill="\(background)"/>
            <rect width="\(x)" height="\(y)" fill="\(red)"/>
            <rect x="\(x)" width="\(width - x)" height="\(y)" fill="#00ff00"/>
            <rect x="\(x)" y="\(y)" width="\(width - x)" height="\(height - y)" fill="#0000ff"/>
            </svg>
            """
        return Array(drawing.utf8)
    }

    /// Encoded as an ending with libvips' options says.
    static func bytes(
        _ suffix: String,
        _ width: Int = 400,
        _ height: Int = 300,
        red: String = "#ff0000",
        background: String = "#000000"
    ) throws -> [UInt8] {
        try VipsPicture.drawn(svg: svg(width, height, red: red, background: background), width: width).encoded(
            as: suffix
        )
    }

    /// A JPEG with a segment put in behind its first two bytes, before any other.
    static func jpeg(with segment: [UInt8], _ width: Int = 400, _ height: Int = 300) throws -> [UInt8] {
        let jpeg = try bytes(".jpg[Q=95,strip]", width, height)
        return jpeg[..<2] + segment + jpeg[2...]
    }

    /// Application segment `n` of a JPEG (ITU-T T.81, B.2.4.6).
    static func segment(_ n: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let length = UInt16(payload.count + 2)
        return [0xFF, 0xE0 + n, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
    }

    /// EXIF 2.32: an orientation, a description and a position south of the equator.
    static func exif(orientation: UInt16, description: String) -> [UInt8] {
        let text = Array(description.utf8) + [0]
        let textAt = UInt32(8 + 2 + 3 * 12 + 4)
        let gpsAt = textAt + UInt32(text.count)
        var tiff: [UInt8] = Array("II".utf8) + [42, 0] + little(UInt32(8)) + little(UInt16(3))
        tiff += little(UInt16(0x010E)) + little(UInt16(2)) + little(UInt32(text.count)) + little(textAt)
        tiff += little(UInt16(0x0112)) + little(UInt16(3)) + little(UInt32(1)) + little(UInt32(orientation))
        tiff += little(UInt16(0x8825)) + little(UInt16(4)) + little(UInt32(1)) + little(gpsAt)
        tiff += little(UInt32(0)) + text
        tiff += little(UInt16(1)) + little(UInt16(1)) + little(UInt16(2)) + little(UInt32(2)) + Array("S".utf8)
        tiff += [0, 0, 0] + little(UInt32(0))
        return segment(1, Array("Exif".utf8) + [0, 0] + tiff)
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
