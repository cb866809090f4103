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
        try Plate.drawn(svg: svg(width, height, red: red, background: background), width: width).encoded(as: suffix)
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

/// Pictures that promise more than they hold, written byte by byte.
enum Bomb {
    /// PNG (ISO/IEC 15948): a header, a little data, the end.
    static func png(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        let header = big(width) + big(height) + [8, 2, 0, 0, 0]
        let data: [UInt8] = [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return signature + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", [])
    }

    /// GIF89a: a logical screen and a frame of the same size.
    static func gif(_ width: UInt16, _ height: UInt16) -> [UInt8] {
        let size = [UInt8(width & 0xFF), UInt8(width >> 8), UInt8(height & 0xFF), UInt8(height >> 8)]
        let frame: [UInt8] = [0x2C, 0, 0, 0, 0] + size + [0, 2, 2, 0x4C, 1, 0, 0x3B]
        return Array("GIF89a".utf8) + size + [0x80, 0, 0, 0, 0, 0, 255, 255, 255] + frame
    }

    /// A sound JPEG whose frame header (ITU-T T.81, B.2.2) is made to lie.
    static func jpeg(_ width: UInt16, _ height: UInt16) throws -> [UInt8] {
        var bytes = try TestCard.bytes(".jpg[strip]")
        guard let frame = bytes.indices.dropLast().first(where: { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 }) else {
            throw DarkroomError.notAPicture
        }
        let size = [UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF)]
        bytes.replaceSubrange((frame + 5)..<(frame + 9), with: size)
        return bytes
    }

    private static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + payload
        return big(UInt32(payload.count)) + named + big(crc32(named))
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
