import Foundation
import News
import Testing

@testable import Darkroom

@Suite struct RenditionTests {
    @Test(arguments: [
        (original: 2000, widths: [320, 640, 960, 1280, 1920]),
        (original: 1280, widths: [320, 640, 960, 1280]),
        (original: 1000, widths: [320, 640, 960]),
        (original: 320, widths: [320]),
        (original: 200, widths: [200]),
        (original: 1, widths: [1]),
    ])
    func `renditions are made in every width that the original can fill`(original: Int, widths: [Int]) throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png", original, max(original / 2, 1)))
        #expect(picture.widths == widths)
        #expect(picture.width == original)
        for width in widths {
            for format in Darkroom.Format.allCases {
                let look = try room.look(picture, width, format)
                #expect(look.width == width)
                #expect(look.height == max(1, width * max(original / 2, 1) / original))
            }
        }
    }

    @Test(arguments: [
        (suffix: ".jpg", mediaType: "image/jpeg", name: "original.jpg"),
        (suffix: ".png", mediaType: "image/png", name: "original.png"),
        (suffix: ".webp", mediaType: "image/webp", name: "original.webp"),
        (suffix: ".gif", mediaType: "image/gif", name: "original.gif"),
        (suffix: ".tif", mediaType: "image/tiff", name: "original.tif"),
        (suffix: ".tif[bigtiff,tile,compression=deflate]", mediaType: "image/tiff", name: "original.tif"),
        (suffix: ".avif[effort=0]", mediaType: "image/avif", name: "original.avif"),
        (suffix: ".jpg[interlace]", mediaType: "image/jpeg", name: "original.jpg"),
        (suffix: ".png[interlace]", mediaType: "image/png", name: "original.png"),
    ])
    func `each format is taken and kept as it came`(suffix: String, mediaType: String, name: String) throws {
        let room = try TestRoom()
        let bytes = try TestCard.bytes(suffix)
        let picture = try room.darkroom.take(bytes)
        #expect(picture.mediaType == mediaType)
        #expect((picture.width, picture.height) == (400, 300))
        #expect(try room.look(picture, 320, .jpeg, at: corners).colours == "rgbk")
        #expect(try room.look(picture, 320, .webp, at: corners).colours == "rgbk")
        #expect(try room.darkroom.original(digest: picture.digest) == bytes)
        #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: room.path(picture, name)))) == bytes)
    }

    /// TIFF 6.0 and EXIF 2.32, tag 0x0112, as seen by the reader of the card.
    @Test(arguments: [
        (orientation: 1, colours: "rgbk"), (orientation: 2, colours: "grkb"), (orientation: 3, colours: "bkrg"),
        (orientation: 4, colours: "kbgr"), (orientation: 5, colours: "rkbg"), (orientation: 6, colours: "krgb"),
        (orientation: 7, colours: "bgrk"), (orientation: 8, colours: "gbkr"),
    ])
    func `a picture that lies on a side is turned upright`(orientation: UInt16, colours: String) throws {
        let room = try TestRoom()
        let exif = TestCard.exif(orientation: orientation, description: "x")
        let picture = try room.darkroom.take(TestCard.jpeg(with: exif, 800, 400))
        let lies = orientation >= 5
        #expect((picture.width, picture.height) == (lies ? (400, 800) : (800, 400)))
        #expect(picture.widths == (lies ? [320] : [320, 640]))
        for format in Darkroom.Format.allCases {
            let look = try room.look(picture, 320, format, at: corners)
            #expect((look.width, look.height) == (lies ? (320, 640) : (320, 160)))
            #expect(look.colours == colours)
        }
    }

    @Test func `nothing that a camera or an editor wrote into the file is left in a rendition`() throws {
        let room = try TestRoom()
        let secret = "rumah narasumber"
        let xmp = TestCard.segment(1, Array("http://ns.adobe.com/xap/1.0/\0<x>\(secret)</x>".utf8))
        let iptc = TestCard.segment(13, Array("Photoshop 3.0\0\(secret)".utf8))
        let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(secret.utf8.count + 2)] + Array(secret.utf8)
        let exif = TestCard.exif(orientation: 6, description: secret)
        let original = try TestCard.jpeg(with: exif + xmp + iptc + comment, 800, 600)
        let picture = try room.darkroom.take(original)
        #expect(contains(original, secret))
        #expect(contains(original, "Exif"))
        for format in Darkroom.Format.allCases {
            let bytes = try room.bytes(picture, 320, format)
            for trace in [secret, "Exif", "EXIF", "http:", "Photoshop", "ICC", "XMP"] {
                let found = contains(bytes, trace)
                #expect(!found, "\(trace) in \(format)")
            }
        }
    }

    @Test func `colours of a wide profile are turned into those of sRGB`() throws {
        let room = try TestRoom()
        let wide = try TestCard.bytes(".png[profile=p3]", red: "#c80000")
        let plain = try TestCard.bytes(".png[strip]", red: "#c80000")
        let turned = try room.look(room.darkroom.take(wide), 320, .webp, at: corners).pixels[0]
        let same = try room.look(room.darkroom.take(plain), 320, .webp, at: corners).pixels[0]
        #expect(abs(same[0] - 200) < 16)
        #expect(turned[0] > same[0] + 8)
    }

    @Test func `a broken colour profile does not cost the picture`() throws {
        let room = try TestRoom()
        let profile = TestCard.segment(2, Array("ICC_PROFILE\0\u{1}\u{1}".utf8) + [UInt8](repeating: 7, count: 200))
        let picture = try room.darkroom.take(TestCard.jpeg(with: profile))
        #expect(try room.look(picture, 320, .jpeg, at: corners).colours == "rgbk")
    }

    @Test func `what is transparent stays so in WebP and turns white in JPEG`() throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png", background: "none"))
        #expect(try room.look(picture, 320, .jpeg, at: corners).colours == "rgbw")
        let clear = try room.look(picture, 320, .webp, at: corners).pixels[3]
        #expect(clear.count == 4)
        #expect(clear.last == 0)
    }

    /// RFC 9649: a file of pixels only has the simple layout, one with alpha the extended one with that flag alone.
    @Test(arguments: [(background: "#000", flags: UInt8?.none), (background: "none", flags: UInt8?.some(0x10))])
    func `a WebP rendition says no more than it must`(background: String, flags: UInt8?) throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png", background: background))
        let bytes = try room.bytes(picture, 320, .webp)
        #expect(Int(bytes[4]) | Int(bytes[5]) << 8 | Int(bytes[6]) << 16 == bytes.count - 8)
        #expect(String(decoding: bytes[12..<16], as: UTF8.self) == (flags == nil ? "VP8 " : "VP8X"))
        #expect(flags == nil || bytes[20] == flags)
        #expect(WebPContainer.pixelsAlone(Array(bytes.dropLast(2))) == nil)
        #expect(WebPContainer.pixelsAlone([]) == nil)
    }

    @Test func `a JPEG rendition is progressive`() throws {
        let room = try TestRoom()
        let bytes = try room.bytes(room.darkroom.take(TestCard.bytes(".png")), 320, .jpeg)
        #expect(zip(bytes, bytes.dropFirst()).contains { $0 == (0xFF, 0xC2) })
    }

    @Test func `a strip too tall for WebP is made only in the widths that fit, or refused`() throws {
        let room = try TestRoom()
        let tall = try room.darkroom.take(TestCard.bytes(".png", 400, 20_000))
        #expect(tall.widths == [320])
        #expect(throws: DarkroomError.self) { try room.darkroom.take(TestCard.bytes(".png", 100, 20_000)) }
        let flat = try room.darkroom.take(TestCard.bytes(".png", 20_000, 2))
        #expect(try room.look(flat, 320, .webp).height == 1)
    }

    @Test func `one of our drawings is drawn as wide as asked`() throws {
        let room = try TestRoom()
        let picture = try room.darkroom.draw(svg: TestCard.svg(300, 200), width: 1200)
        #expect((picture.width, picture.height) == (1200, 800))
        #expect(picture.mediaType == "image/png")
        #expect(try room.look(picture, 960, .webp, at: corners).colours == "rgbk")
        #expect(throws: DarkroomError.self) { try room.darkroom.draw(svg: Array("<svg".utf8), width: 100) }
        #expect(throws: DarkroomError.self) { try room.darkroom.draw(svg: TestCard.svg(3, 2), width: 0) }
        #expect(throws: DarkroomError.self) { try room.darkroom.draw(svg: TestCard.svg(3, 2), width: 90_000) }
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }
}
