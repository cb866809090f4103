import Foundation
import News
import Testing

@testable import Darkroom

/// Pictures that are kept in a depot and come to this machine as they are asked for.
@Suite struct DepotTests {
    private let depot = MemoryDepot()
    private let here: CachedRoom
    private let there: CachedRoom

    init() throws {
        here = try CachedRoom(depot)
        there = try CachedRoom(depot)
    }

    @Test func `what one node takes another has, as a folder would have it`() async throws {
        let bytes = try TestCard.bytes(".png")
        let picture = try here.darkroom.take(bytes)
        let folder = try TestRoom()
        #expect(try folder.darkroom.take(bytes) == picture)
        for format in Darkroom.Format.allCases {
            let path = try #require(try await there.darkroom.fetch(digest: picture.digest, width: 320, format: format))
            #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == folder.bytes(picture, 320, format))
        }
        #expect(try there.darkroom.original(digest: picture.digest) == bytes)
        #expect(try there.darkroom.take(bytes) == picture)
        #expect(try there.darkroom.pictures() == [picture.digest])
    }

    @Test func `what is here is served without a question`() async throws {
        let picture = try here.darkroom.take(TestCard.bytes(".png"))
        _ = try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .webp)
        let asked = depot.questions
        for room in [here, there] {
            #expect(try await room.darkroom.fetch(digest: picture.digest, width: 320, format: .webp) != nil)
        }
        #expect(depot.questions == asked)
    }

    @Test func `a depot that is away serves what is here, and says of the rest that it is away`() async throws {
        let picture = try here.darkroom.take(TestCard.bytes(".png"))
        _ = try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .webp)
        depot.fail(.away("s3://ingatan cannot be reached"))
        #expect(try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .webp) != nil)
        await #expect(throws: DarkroomError.away("s3://ingatan cannot be reached")) {
            try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .jpeg)
        }
        #expect(throws: DarkroomError.away("s3://ingatan cannot be reached")) {
            try there.darkroom.take(TestCard.bytes(".jpg"))
        }
        let asked = depot.questions
        // Those who wait behind the first are told at once.
        await #expect(throws: DarkroomError.self) {
            try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .jpeg)
        }
        #expect(depot.questions == asked)
    }

    @Test func `a put that is cut in half leaves no picture, wherever it is cut`() throws {
        let bytes = try TestCard.bytes(".png")
        // The original, two renditions, and the manifest at last.
        for cut in 1...3 {
            let depot = MemoryDepot()
            let room = try CachedRoom(depot)
            depot.fail(.away("the line was cut"), afterWrites: cut)
            #expect(throws: DarkroomError.away("the line was cut"), "after \(cut) writes") {
                try room.darkroom.take(bytes)
            }
            depot.fail(nil)
            #expect(try room.darkroom.pictures().isEmpty)
            let digest = Darkroom.digest(of: bytes[...])
            #expect(try !room.darkroom.isComplete(digest: digest))
            #expect(try room.darkroom.take(bytes).digest == digest)
            #expect(try room.darkroom.isSound(digest: digest))
        }
    }

    @Test func `what somebody has changed in the depot is not served`() async throws {
        let picture = try here.darkroom.take(TestCard.bytes(".png"))
        for (key, bytes) in depot.objects where key.hasPrefix("files/") {
            depot.put([UInt8](repeating: 0, count: bytes.count), at: key)
        }
        await #expect(throws: DarkroomError.self) {
            try await there.darkroom.fetch(digest: picture.digest, width: 320, format: .jpeg)
        }
        #expect(there.files.filter { $0.hasSuffix(".jpg") }.isEmpty)
        #expect(try there.darkroom.isComplete(digest: picture.digest))
        #expect(try !there.darkroom.isSound(digest: picture.digest))
        #expect(try there.darkroom.original(digest: picture.digest) == nil)
    }

    @Test func `only what was made is found, and a digest that is none asks nobody`() async throws {
        let picture = try here.darkroom.take(TestCard.bytes(".png"))
        for width in [640, 321, 0, .max] {
            #expect(try await there.darkroom.fetch(digest: picture.digest, width: width, format: .jpeg) == nil)
        }
        let asked = depot.questions
        for text in ["", "../../etc/passwd", picture.digest.uppercased(), picture.digest + "0"] {
            #expect(try await there.darkroom.fetch(digest: text, width: 320, format: .jpeg) == nil)
        }
        #expect(depot.questions == asked)
    }

    @Test func `pictures are copied into a depot and out of it, byte for byte`() throws {
        let folder = try TestRoom()
        let copy = try TestRoom()
        let cards = try (1...5).map { try TestCard.bytes(".jpg", 330 + $0, 200) }
        let digests = try cards.map { try folder.darkroom.take($0).digest }.sorted()
        for digest in digests { #expect(try here.darkroom.take(digest, from: folder.darkroom) > 0) }
        #expect(try here.darkroom.take(digests[0], from: folder.darkroom) == 0)
        // More than one page of keys.
        #expect(try there.darkroom.pictures() == digests)
        for digest in digests { _ = try copy.darkroom.take(digest, from: there.darkroom) }
        #expect(copy.files == folder.files)
        for file in folder.files {
            let contents = [folder, copy].map { FileManager.default.contents(atPath: "\($0.folder)/\(file)") }
            #expect(contents[0] == contents[1], "\(file)")
        }
    }

    @Test func `what others have put into the bucket is no picture`() throws {
        let picture = try here.darkroom.take(TestCard.bytes(".png"))
        depot.put([1], at: "manifests/readme.txt")
        depot.put(Array("{}".utf8), at: "manifests/" + String(repeating: "0", count: 64))
        #expect(try there.darkroom.pictures().contains(picture.digest))
        #expect(try !there.darkroom.isComplete(digest: String(repeating: "0", count: 64)))
        #expect(try !there.darkroom.pictures().contains("readme.txt"))
    }

    @Test func `how the place is, is told`() async throws {
        let folder = try TestRoom()
        let stranger = String(repeating: "a", count: 64)
        for darkroom in [here.darkroom, folder.darkroom] {
            #expect(await darkroom.condition(known: []) == .sound)
            #expect(await darkroom.condition(known: [stranger]) == .foreign(darkroom.place))
            let picture = try darkroom.take(TestCard.bytes(".png"))
            #expect(await darkroom.condition(known: [stranger, picture.digest]) == .sound)
        }
        depot.fail(.refused("make the bucket"))
        #expect(await here.darkroom.condition(known: []) == .closed("make the bucket"))
        try FileManager.default.removeItem(atPath: folder.folder)
        let isClosed = if case .closed = await folder.darkroom.condition(known: []) { true } else { false }
        #expect(isClosed)
    }
}

/// The part of a depot that a machine keeps.
@Suite struct CacheTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/cache-\(UUID().uuidString)"
    private static let digest = String(repeating: "a", count: 64)

    @Test func `it stays within its bounds, and what was not used for longest goes first`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = try PictureCache(folder, mostBytes: 10_000)
        let file = [UInt8](repeating: 7, count: 1_000)
        for number in 0..<9 {
            let path = try cache.keep(file[...], as: "\(number)", digest: Self.digest)
            // Each a day younger than the one before, and none of today.
            let used = Date(timeIntervalSinceNow: Double(number - 20) * 86_400)
            try FileManager.default.setAttributes([.modificationDate: used], ofItemAtPath: path)
        }
        // The oldest is used now.
        #expect(cache.path(of: "0", digest: Self.digest) != nil)
        for number in 9..<12 { _ = try cache.keep(file[...], as: "\(number)", digest: Self.digest) }
        let kept = (0..<12).filter { cache.path(of: "\($0)", digest: Self.digest) != nil }
        #expect(kept.contains(0) && !kept.contains(1) && !kept.contains(2))
        #expect(kept.suffix(3) == [9, 10, 11])
        #expect(kept.count <= 10)
    }

    @Test func `it may be deleted at any time`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = try PictureCache(folder, mostBytes: 10_000)
        _ = try cache.keep([1, 2], as: "a", digest: Self.digest)
        try FileManager.default.removeItem(atPath: folder)
        #expect(cache.path(of: "a", digest: Self.digest) == nil)
        let path = try cache.keep([1, 2], as: "a", digest: Self.digest)
        #expect(cache.path(of: "a", digest: Self.digest) == path)
    }
}

/// A darkroom over a depot, with a cache of its own.
private final class CachedRoom: Sendable {
    let darkroom: Darkroom
    private let folder = FileManager.default.temporaryDirectory.path + "/cached-\(UUID().uuidString)"

    init(_ depot: MemoryDepot) throws {
        darkroom = try Darkroom(depot: depot, cache: folder, cacheBytes: 64 << 20, helper: TestRoom.helper)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var files: [String] { FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [] }
}
