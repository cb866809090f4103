import Foundation
import TestSupport

@testable import Darkroom

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

    /// A TIFF (TIFF 6.0) of one strip, whose samples are all of one run as PackBits has them.
    static func tiff(_ width: Int, _ height: Int, bands: Int, bits: Int = 8) -> [UInt8] {
        let row = width * bands * bits / 8
        let run: [UInt8] = (0..<((row + 127) / 128)).flatMap { run -> [UInt8] in
            let count = min(128, row - run * 128)
            return count == 1 ? [0, 7] : [UInt8(257 - count), 7]
        }
        let strip = (0..<height).flatMap { _ in run }
        let bitsAt = 8 + 2 + 9 * 12 + 4
        let stripAt = bitsAt + bands * 2
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
            let inline = type == 3 && count == 1 ? little(value, 2) + [0, 0] : little(value, 4)
            return little(tag, 2) + little(type, 2) + little(count, 4) + inline
        }
        var file = Array("II".utf8) + little(42, 2) + little(8, 4) + little(9, 2)
        file += entry(256, 4, 1, width) + entry(257, 4, 1, height)
        file += entry(258, 3, bands, bands == 1 ? bits : bitsAt) + entry(259, 3, 1, 32_773)
        file += entry(262, 3, 1, 1) + entry(273, 4, 1, stripAt) + entry(277, 3, 1, bands)
        file += entry(278, 4, 1, height) + entry(279, 4, 1, strip.count)
        return file + little(0, 4) + (0..<bands).flatMap { _ in little(bits, 2) } + strip
    }

    /// A PNG of one colour; more chunks may stand in front of its pixels.
    static func png(
        _ width: Int,
        _ height: Int,
        bits: UInt8 = 8,
        colour: UInt8 = 0,
        isInterlaced: Bool = false,
        chunks: [UInt8] = []
    ) throws -> [UInt8] {
        let samples = [0: 1, 2: 3, 4: 2, 6: 4][Int(colour)] ?? 1
        let row = (width * samples * Int(bits) + 7) / 8 + 1
        // Interlaced, the seven passes have their own rows; a few more bytes than that do not matter.
        let header = big(UInt32(width)) + big(UInt32(height)) + [bits, colour, 0, 0, isInterlaced ? 1 : 0]
        let pixels = try zlib(zeros: row * height + (isInterlaced ? height * 8 : 0))
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return signature + chunk("IHDR", header) + chunks + chunk("IDAT", pixels)
            + chunk("IEND", [])
    }

    /// A stream of so many zeros as zlib packs them: a thousandth of their number.
    static func zlib(zeros count: Int) throws -> [UInt8] {
        let line =
            "head -c \(count) /dev/zero | python3 -c \"import sys,zlib; c=zlib.compressobj(9); "
            + "[sys.stdout.buffer.write(c.compress(b)) for b in iter(lambda: sys.stdin.buffer.read(1<<20), b'')]; "
            + "sys.stdout.buffer.write(c.flush())\""
        return try Program.run(line, on: []).output
    }

    /// A GIF of so many frames of one pixel.
    static func gif(frames: Int) -> [UInt8] {
        let start = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0]
        return start + (0..<frames).flatMap { _ in frame } + [0x3B]
    }

    static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + payload
        return big(UInt32(payload.count)) + named + big(crc32(named))
    }

    static func big(_ number: UInt32) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static let crcs: [UInt32] = (0..<256).map { (byte: UInt32) -> UInt32 in
        var crc = byte
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        return crc
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes { crc = crc >> 8 ^ crcs[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return ~crc
    }
}
