import Foundation
import News
import TestSupport
import Testing

@testable import Darkroom

/// Originals without place, device and history, as exiftool sees them.
@Suite struct PlainFileTests {
    private static let forbidden = [
        "GPS", "Make", "Model", "Serial", "Lens", "Software", "Date", "XMP", "Creator", "Thumbnail", "Preview", "City",
        "Comment", "Caption", "ImageDescription", "HistoryAction", "MPF", "Trailer", "Warning", "Error",
    ]

    /// A picture with everything that a camera, an agency and an editor write.
    private static func laden(_ suffix: String, _ ending: String) throws -> [UInt8] {
        let words = """
            -EXIF:GPSLatitude=6.2 -EXIF:GPSLatitudeRef=S -EXIF:GPSLongitude=106.8 -EXIF:GPSLongitudeRef=E \
            -EXIF:Make=Kamera -EXIF:Model=X100 -EXIF:SerialNumber=4711 -EXIF:LensModel=35mm -EXIF:Software=Edit \
            -EXIF:DateTimeOriginal='2026:01:02 03:04:05' -EXIF:ImageDescription=Rumah -EXIF:Artist='Sari Wulandari' \
            -EXIF:Copyright='Warta 2026' -EXIF:Orientation#=6 \
            -XMP:GPSLatitude=6.2 -XMP:Creator=Sari -XMP:HistoryAction=saved -XMP:City=Jakarta \
            -IPTC:By-line=Sari -IPTC:Credit=Warta -IPTC:CopyrightNotice='Hak cipta' -IPTC:City=Jakarta \
            -IPTC:Caption-Abstract='Di rumah' -Comment=Rahasia
            """
        let line = "cat > \"$D/a\(ending)\" && exiftool -q -q -m \(words) \"$D/a\(ending)\" && cat \"$D/a\(ending)\""
        return try Program.run("D=$(mktemp -d); \(line); rm -r \"$D\"", on: TestCard.bytes(suffix)).output
    }

    /// Groups and names of all that exiftool finds, but what it says of the file and of its pixels.
    private func tags(_ file: [UInt8]) throws -> [String: String] {
        let said = try Program.run("exiftool -a -G1 -s -n -ee -", on: file).output
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        return lines.reduce(into: [:]) { tags, line in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let name = parts[0].split(separator: " ").joined(separator: ":")
            guard !name.hasPrefix("[System]"), !name.hasPrefix("[ICC"), !name.hasPrefix("[ExifTool]:ExifTool") else {
                return
            }
            tags[name] = parts.last
        }
    }

    @Test(arguments: [
        (suffix: ".jpg", ending: ".jpg"), (suffix: ".jpg[interlace]", ending: ".jpg"),
        (suffix: ".png", ending: ".png"), (suffix: ".webp", ending: ".webp"), (suffix: ".gif", ending: ".gif"),
    ])
    func `place, device and history go, and credit, copyright and orientation stay`(
        suffix: String,
        ending: String
    )
        throws
    {
        let laden = try Self.laden(suffix, ending)
        let kind = try #require(PictureKind(laden))
        let plain = try #require(StrippedFile.stripped(laden, kind: kind))
        let (before, after) = (try tags(laden), try tags(plain))
        if kind != .gif { #expect(before.keys.contains { $0.contains("GPSLatitude") }) }
        for name in Self.forbidden {
            #expect(!after.keys.contains { $0.contains(":\(name)") || $0.contains("[\(name)") }, "\(name) in \(after)")
        }
        if kind == .jpeg || kind == .png || kind == .webp {
            for (name, value) in ["Artist": "Sari Wulandari", "Copyright": "Warta 2026", "Orientation": "6"] {
                #expect(after["[IFD0]:\(name)"] == value, "\(name) in \(after)")
            }
        }
        if kind == .jpeg {
            for (name, value) in ["By-line": "Sari", "Credit": "Warta", "CopyrightNotice": "Hak cipta"] {
                #expect(after["[IPTC]:\(name)"] == value, "\(name) in \(after)")
            }
        }
        #expect(try pixels(plain, kind) == pixels(laden, kind))
        #expect(StrippedFile.stripped(plain, kind: kind) == plain)
    }

    @Test func `nothing is left behind the end, between the scans or in a thumbnail`() throws {
        let secret = Array("rumah narasumber".utf8)
        let thumbnail = TestCard.segment(0, Array("JFXX\0".utf8) + [0x10] + secret)
        let jpeg = try TestCard.jpeg(with: thumbnail) + secret
        let png = try TestCard.bytes(".png") + secret
        for (file, kind) in [(jpeg, PictureKind.jpeg), (png, .png)] {
            let plain = try #require(StrippedFile.stripped(file, kind: kind))
            #expect(Data(plain).range(of: Data(secret)) == nil)
            #expect(try pixels(plain, kind) == pixels(file, kind))
        }
        let progressive = try TestCard.bytes(".jpg[interlace]")
        let scan = try #require(progressive.indices.dropLast().last { progressive[$0...].starts(with: [0xFF, 0xDA]) })
        let between = progressive[..<scan] + TestCard.segment(4, secret) + progressive[scan...]
        #expect(StrippedFile.stripped(Array(between), kind: .jpeg) == StrippedFile.stripped(progressive, kind: .jpeg))
    }

    /// Whatever is done to a file, the walk ends, and where it gives one, what was secret is not in it.
    @Test(arguments: [".jpg", ".png", ".webp", ".gif"]) func `no file makes it read what is not there`(
        suffix: String
    )
        throws
    {
        let whole = try Self.laden(suffix, suffix)
        let kind = try #require(PictureKind(whole))
        var chance = Seeded(seed: 7)
        for _ in 0..<300 {
            var file = whole
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                // Heads are what is parsed; most of the rest is pixels.
                let end = Bool.random(using: &chance) ? min(2_000, file.count) : file.count
                file[Int.random(in: 0..<end, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            if Bool.random(using: &chance) { file.removeLast(Int.random(in: 0..<file.count, using: &chance)) }
            if let plain = StrippedFile.stripped(file, kind: kind) { #expect(plain.count <= file.count + 1_000) }
        }
        for count in stride(from: 0, to: whole.count, by: 7) {
            _ = StrippedFile.stripped(Array(whole[..<count]), kind: kind)
        }
    }

    @Test func `what cannot be taken apart goes out as the widest rendition`() throws {
        let room = try TestRoom()
        for suffix in [".tif", ".avif[effort=0]"] {
            let picture = try room.darkroom.take(TestCard.bytes(suffix))
            let plain = try #require(try room.darkroom.strippedOriginal(digest: picture.digest))
            #expect(plain.mediaType == "image/jpeg")
            #expect(try plain.bytes == room.bytes(picture, 320, .jpeg))
        }
        let picture = try room.darkroom.take(Self.laden(".jpg", ".jpg"))
        let plain = try #require(try room.darkroom.strippedOriginal(digest: picture.digest))
        #expect(plain.mediaType == "image/jpeg")
        #expect(!(try tags(plain.bytes)).keys.contains { $0.contains("GPS") })
        for format in Darkroom.Format.allCases {
            let rendition = try tags(room.bytes(picture, picture.widths[0], format))
            #expect(!rendition.keys.contains { $0.contains("IFD0") || $0.contains("GPS") }, "\(rendition)")
        }
    }

    private func pixels(_ file: [UInt8], _ kind: PictureKind) throws -> [UInt8] {
        try VipsPicture.withOpened(file, kind: kind) { (picture) throws(DarkroomError) in
            try picture.fitted(width: 10_000).encoded(as: ".png[compression=0]")
        }
    }
}
