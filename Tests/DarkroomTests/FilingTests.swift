import Dispatch
import Foundation
import News
import Synchronization
import Testing

@testable import Darkroom

@Suite struct FilingTests {
    @Test func `the same bytes again change nothing`() throws {
        let room = try TestRoom()
        let bytes = try TestCard.bytes(".jpg")
        let first = try room.darkroom.take(bytes)
        let before = try stamps(room, first)
        #expect(try room.darkroom.take(bytes) == first)
        #expect(try stamps(room, first) == before)
        #expect(try Darkroom(folder: room.folder, helper: TestRoom.helper).take(bytes) == first)
        #expect(try stamps(room, first) == before)
    }

    @Test func `a picture is filed under the digest of its bytes, in a folder of its own`() throws {
        let room = try TestRoom()
        // SHA-256 of these bytes by sha256sum.
        let gif = Bomb.gif(1, 1)
        let picture = try room.darkroom.take(gif)
        #expect(picture.digest == "c7eb5d6fcc73fe8b4e8d94cfbc2da435c0832d8c17aa5d1ee3345829c09902f8")
        let folder = "\(picture.digest.prefix(2))/\(picture.digest)"
        #expect(room.files == ["1.jpg", "1.webp", "manifest.json", "original.gif"].map { "\(folder)/\($0)" })
    }

    @Test func `a picture is taken from a file whatever it is called`() throws {
        let room = try TestRoom()
        let path = room.folder + "/hero.txt"
        let bytes = try TestCard.bytes(".png")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try room.darkroom.take(file: path) == room.darkroom.take(bytes))
    }

    @Test(arguments: ["manifest.json", "320.jpg", "320.webp", "original.png"])
    func `a folder that lacks a file is not complete and is made anew`(missing: String) throws {
        let room = try TestRoom()
        let bytes = try TestCard.bytes(".png")
        let picture = try room.darkroom.take(bytes)
        let whole = room.files
        #expect(try room.darkroom.isComplete(digest: picture.digest))
        try FileManager.default.removeItem(atPath: room.path(picture, missing))
        #expect(try !room.darkroom.isComplete(digest: picture.digest))
        #expect(try room.darkroom.take(bytes) == picture)
        #expect(try room.darkroom.isComplete(digest: picture.digest))
        #expect(room.files == whole)
    }

    @Test func `what a killed process left is not served, and is cleared away`() throws {
        let room = try TestRoom()
        let bytes = try TestCard.bytes(".png")
        let picture = try room.darkroom.take(bytes)
        let whole = room.files
        try FileManager.default.removeItem(atPath: room.path(picture, "manifest.json"))
        try Data("half".utf8).write(to: URL(fileURLWithPath: room.path(picture, "320.webp.part")))
        try Data("half".utf8).write(to: URL(fileURLWithPath: room.path(picture, "manifest.json.part")))
        #expect(room.darkroom.file(digest: picture.digest, width: 320, format: .jpeg) == nil)
        #expect(try room.darkroom.original(digest: picture.digest) == nil)
        #expect(try room.darkroom.take(bytes) == picture)
        #expect(room.files == whole)
    }

    @Test(arguments: ["320.jpg", "manifest.json", "original.png"])
    func `a file that lost its end makes the picture incomplete`(name: String) throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png"))
        #expect(truncate(room.path(picture, name), 10) == 0)
        #expect(try !room.darkroom.isComplete(digest: picture.digest))
    }

    @Test(arguments: ["320.webp", "original.png"])
    func `a file that lost its bytes and kept its length is found by reading it`(name: String) throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png"))
        #expect(try room.darkroom.isSound(digest: picture.digest))
        let path = room.path(picture, name)
        let length = try Data(contentsOf: URL(fileURLWithPath: path)).count
        try Data(count: length).write(to: URL(fileURLWithPath: path))
        #expect(try room.darkroom.isComplete(digest: picture.digest))
        #expect(try !room.darkroom.isSound(digest: picture.digest))
        #expect(try (room.darkroom.original(digest: picture.digest) == nil) == name.hasPrefix("original"))
    }

    @Test func `only what was made is found`() throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png"))
        let file = { room.darkroom.file(digest: picture.digest, width: $0, format: .jpeg) }
        #expect(file(320) == room.path(picture, "320.jpg"))
        for width in [640, 321, 0, -320, .max, .min] { #expect(file(width) == nil) }
        let stranger = String(repeating: "0", count: 64)
        #expect(room.darkroom.file(digest: stranger, width: 320, format: .webp) == nil)
        #expect(try room.darkroom.original(digest: stranger) == nil)
        #expect(try !room.darkroom.isComplete(digest: stranger))
    }

    @Test func `a digest that is none leads nowhere`() throws {
        let room = try TestRoom()
        let picture = try room.darkroom.take(TestCard.bytes(".png"))
        let digest = picture.digest
        // Out to the root and in again: would be found, were the digest not looked at.
        let traversal = String(repeating: "../", count: 20) + room.folder + "/\(digest.prefix(2))/\(digest)"
        let hostile = [
            traversal, "", ".", "..", "/", digest.uppercased(), digest + "/", digest + "\0", " " + digest.dropFirst(),
            String(digest.dropLast()), digest + "0", String(repeating: "../", count: 21) + "x",
            String(digest.dropLast()) + "/", String(digest.dropLast()) + "é", String(repeating: "０", count: 64),
        ]
        for text in hostile {
            #expect(room.darkroom.file(digest: text, width: 320, format: .jpeg) == nil)
            #expect(try room.darkroom.original(digest: text) == nil)
            #expect(try !room.darkroom.isComplete(digest: text))
        }
    }

    @Test func `many threads may take the same pictures at once`() throws {
        let room = try TestRoom()
        let rooms = try [room.darkroom, Darkroom(folder: room.folder, helper: TestRoom.helper)]
        let pictures = try (1...3).map { try TestCard.bytes(".jpg", 300 + $0, 200) }
        let taken = Mutex<[Picture?]>([])
        DispatchQueue.concurrentPerform(iterations: 18) { n in
            let picture = try? rooms[n % 2].take(pictures[n / 2 % 3])
            taken.withLock { $0.append(picture) }
        }
        let known = taken.withLock { $0 }.compactMap { $0 }
        #expect(known.count == 18)
        #expect(Set(known).count == 3)
        #expect(try known.allSatisfy { try room.darkroom.isComplete(digest: $0.digest) })
        #expect(!room.files.contains { $0.hasSuffix(".part") })
    }

    @Test func `a folder that cannot be made or written is said to be so`() throws {
        #expect { try Darkroom(folder: "/dev/null/pictures", helper: []) } throws: { isStorage($0) }
        let room = try TestRoom()
        let bytes = try TestCard.bytes(".png")
        let picture = try room.darkroom.take(bytes)
        let folder = "\(room.folder)/\(picture.digest.prefix(2))"
        try FileManager.default.removeItem(atPath: folder)
        try Data().write(to: URL(fileURLWithPath: folder))
        #expect { try room.darkroom.take(bytes) } throws: { isStorage($0) }
    }

    private func isStorage(_ error: any Error) -> Bool {
        if case .storage = error as? DarkroomError { true } else { false }
    }

    /// When each file of a picture was last changed.
    private func stamps(_ room: TestRoom, _ picture: Picture) throws -> [String: Date] {
        try room.files.reduce(into: [:]) { stamps, file in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(room.folder)/\(file)")
            stamps[file] = attributes[.modificationDate] as? Date
        }
    }
}
