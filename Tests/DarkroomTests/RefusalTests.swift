import Foundation
import Testing

@testable import Darkroom

@Suite struct RefusalTests {
    /// Some of these libvips could load, were it asked.
    @Test(arguments: [
        (name: "nothing", start: ""), (name: "text", start: "Presiden berkata …"),
        (name: "HTML", start: "<!doctype html><script>alert(1)</script>"),
        (name: "SVG", start: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
        (name: "SVG with a prologue", start: "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (name: "PDF", start: "%PDF-1.4\n1 0 obj\n"), (name: "PPM", start: "P3 1 1 255 0 0 0\n"),
        (name: "matrix", start: "2 2\n1 2\n3 4\n"), (name: "BMP", start: "BM\u{1}\u{1}\u{1}\u{1}\0\0\0\0"),
        (name: "WAV", start: "RIFF\u{1}\0\0\0WAVEfmt "), (name: "MP4", start: "\0\0\0\u{14}ftypisom\0\0\0\0mp41"),
        (name: "short", start: "RIFF"), (name: "short too", start: "\0\0\0\u{14}ftyp"),
        (name: "PostScript", start: "%!PS\n"), (name: "vips", start: "\u{8}\u{f2}\u{a6}\u{b6}"),
    ])
    func `what is no picture is refused by its content`(name: String, start: String) throws {
        let room = try TestRoom()
        #expect(throws: DarkroomError.notAPicture) { try room.darkroom.take(Array(start.utf8)) }
        let path = room.folder + "/hero.jpg"
        try Data(start.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: DarkroomError.notAPicture) { try room.darkroom.take(file: path) }
        #expect(room.files == ["hero.jpg"])
    }

    @Test func `a drawing is still refused after one of ours was drawn`() throws {
        let room = try TestRoom()
        _ = try room.darkroom.draw(svg: TestCard.svg(30, 20), width: 30)
        #expect(throws: DarkroomError.notAPicture) { try room.darkroom.take(TestCard.svg(30, 20)) }
    }

    @Test(arguments: [".jpg", ".jpg[interlace]", ".png", ".webp", ".webp[lossless]", ".gif", ".tif", ".avif[effort=0]"])
    func `a file that was cut short is refused and leaves nothing`(suffix: String) throws {
        let room = try TestRoom()
        let whole = try TestCard.bytes(suffix)
        for count in [whole.count / 8, whole.count / 2, whole.count * 7 / 8] {
            #expect { try room.darkroom.take(Array(whole[..<count])) } throws: { error in
                if case .damaged = error as? DarkroomError { return true }
                return count < 16 && error as? DarkroomError == .notAPicture
            }
        }
        #expect(room.files.isEmpty)
    }

    @Test(arguments: PictureKind.allCases)
    func `a signature with rubbish behind it is refused`(kind: PictureKind) throws {
        let room = try TestRoom()
        let rubbish = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 / 7) }
        let start: [UInt8] =
            switch kind {
            case .jpeg: [0xFF, 0xD8, 0xFF, 0xE0]
            case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            case .webp: Array("RIFF\u{10}\u{10}\0\0WEBPVP8 ".utf8)
            case .gif: Array("GIF89a".utf8)
            case .avif: Array("\0\0\0\u{18}ftypavif\0\0\0\0mif1avif".utf8)
            case .heic: Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8)
            case .heif: Array("\0\0\0\u{14}ftypmif1\0\0\0\0mif1".utf8)
            case .tiff: Array("II*\0\u{8}\0\0\0".utf8)
            }
        #expect(PictureKind(start + rubbish) == kind)
        #expect(throws: DarkroomError.self) { try room.darkroom.take(start + rubbish) }
        #expect(room.files.isEmpty)
    }

    @Test func `a bomb is refused by its header`() throws {
        let room = try TestRoom()
        let bombs = try [
            Bomb.png(60_000, 60_000), Bomb.png(30_001, 10), Bomb.png(10_001, 10_000), Bomb.png(10, 2_000_000),
            Bomb.gif(65_535, 65_535), Bomb.jpeg(60_000, 60_000), Bomb.jpeg(30_000, 30_000),
        ]
        for bomb in bombs {
            #expect { try room.darkroom.take(bomb) } throws: { error in
                switch error as? DarkroomError {
                // Some decoders have bounds of their own and refuse before we see a size.
                case .tooLarge, .damaged: true
                default: false
                }
            }
        }
        let sides = "60000 × 60000 pixels, where each side may have 30000; send a smaller picture"
        #expect(throws: DarkroomError.tooLarge(sides)) { try room.darkroom.take(Bomb.png(60_000, 60_000)) }
        let pixels = "10001 × 10000 pixels, where 100 million are allowed"
        #expect(throws: DarkroomError.tooLarge(pixels)) { try room.darkroom.take(Bomb.png(10_001, 10_000)) }
        #expect(room.files.isEmpty)
    }

    @Test func `more bytes than are allowed are refused, in memory and in a file`() throws {
        let room = try TestRoom()
        var bytes = [UInt8](repeating: 0, count: PictureLimits.bytes + 1)
        bytes.replaceSubrange(0..<3, with: [0xFF, 0xD8, 0xFF])
        let refusal = DarkroomError.tooLarge("more than 64 MiB; send a smaller file")
        #expect(throws: refusal) { try room.darkroom.take(bytes) }
        let path = room.folder + "/long.jpg"
        #expect(FileManager.default.createFile(atPath: path, contents: Data([0xFF, 0xD8, 0xFF])))
        #expect(truncate(path, PictureLimits.bytes + 1) == 0)
        #expect(throws: refusal) { try room.darkroom.take(file: path) }
    }

    @Test func `what cannot be read as a file is refused without waiting`() throws {
        let room = try TestRoom()
        let pipe = room.folder + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        for path in [room.folder + "/none.jpg", room.folder, pipe, "/dev/zero", ""] {
            #expect(throws: DarkroomError.unreadable(path)) { try room.darkroom.take(file: path) }
        }
    }

    @Test func `every reason is a sentence that fits behind the name of the picture`() {
        let errors: [DarkroomError] = [
            .notAPicture, .tooLarge("x"), .tooCostly("x"), .unreadable("/a.jpg"), .damaged("x"), .storage("x"),
        ]
        for error in errors {
            #expect(error.reason.first?.isLowercase == true)
            #expect(!error.reason.contains("DarkroomError"))
            #expect("\(error)" == error.reason)
        }
    }
}
