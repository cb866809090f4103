import Foundation
import News
import TestSupport
import Testing

@testable import Darkroom

/// Pictures that a width and a height do not show: what they cost is measured on the processes that decode them.
@Suite(.serialized) struct BombTests {
    /// Bytes beside the budget: program and libraries.
    private static let program = 256 << 20

    /// What a helper had in memory at most, of all that have ended.
    ///
    /// Linux counts to a child what its parent has in memory as it starts it, so this says something only where the
    /// tests are small: `scripts/test` runs those of this room in a process of their own.
    private var peak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return usage.ru_maxrss << 10
    }

    private static var isSmall: Bool {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10 < DecodingBudget.memory
    }

    /// Each is refused, or taken within the budget; whatever it is, the next picture is taken.
    private func expectHarmless(
        _ bomb: [UInt8],
        isRefused: Bool?,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let room = try TestRoom()
        let isTaken = (try? room.darkroom.take(bomb)) != nil
        if let isRefused { #expect(isTaken == !isRefused, sourceLocation: location) }
        if !isTaken { #expect(room.files.isEmpty, sourceLocation: location) }
        #expect(try room.darkroom.take(TestCard.bytes(".png")).widths == [320], sourceLocation: location)
        if Self.isSmall { #expect(peak < DecodingBudget.memory + Self.program, sourceLocation: location) }
        #expect(!room.files.contains { $0.hasSuffix(".part") }, sourceLocation: location)
    }

    @Test func `a TIFF of a thousand bands is refused by its header`() throws {
        let room = try TestRoom()
        let bomb = Bomb.tiff(1_500, 1_500, bands: 1_000)
        #expect(throws: DarkroomError.tooLarge("1000 bands of colour, where 8 are allowed")) {
            try room.darkroom.take(bomb)
        }
        try expectHarmless(bomb, isRefused: true)
        try expectHarmless(Bomb.tiff(100, 100, bands: 9), isRefused: true)
        try expectHarmless(Bomb.tiff(100, 100, bands: 1), isRefused: false)
        try expectHarmless(Bomb.tiff(100, 100, bands: 1, bits: 64), isRefused: true)
    }

    /// Each comment unpacks to eight megabytes, which is the most that libpng takes.
    @Test(arguments: ["zTXt", "iTXt"]) func `a PNG with 900 packed comments costs no more than its pixels`(
        name: String
    )
        throws
    {
        let packed = try Bomb.zlib(zeros: 7_900_000)
        let start = Array("k\0".utf8) + (name == "zTXt" ? [0] : [1, 0, 0, 0])
        let chunks = Array(repeatElement(Bomb.chunk(name, start + packed), count: 900).joined())
        let bomb = try Bomb.png(400, 300, chunks: chunks)
        let room = try TestRoom()
        _ = try room.darkroom.take(bomb)
        #expect(try processorSeconds(of: #require(room.darkroom.helpers.first)) < 5)
        try expectHarmless(bomb, isRefused: false)
        // Where the comments cannot be told from the pixels, as the end is missing, the limit of time holds.
        try expectHarmless(Array(bomb.dropLast(12)), isRefused: true)
    }

    @Test func `a profile of many megabytes, packed or not, is refused`() throws {
        let profile = try Array("p\0\0".utf8) + Bomb.zlib(zeros: 30_000_000)
        try expectHarmless(Bomb.png(400, 300, chunks: Bomb.chunk("iCCP", profile)), isRefused: nil)
        let parts = (1...255).flatMap { part in
            let head = Array("ICC_PROFILE\0".utf8) + [UInt8(part), 255]
            return TestCard.segment(2, head + [UInt8](repeating: 7, count: 65_000))
        }
        try expectHarmless(TestCard.jpeg(with: parts), isRefused: true)
    }

    @Test func `thousands of frames are refused, and hundreds are not`() throws {
        try expectHarmless(Bomb.gif(frames: 50_000), isRefused: true)
        try expectHarmless(Bomb.gif(frames: 500), isRefused: false)
    }

    @Test func `pixels that unpack to gigabytes are refused, or decoded within the budget`() throws {
        try expectHarmless(Bomb.png(30_000, 30_000, bits: 1), isRefused: true)
        try expectHarmless(Bomb.png(10_000, 10_000, bits: 8, colour: 6, isInterlaced: true), isRefused: nil)
    }

    @Test func `a helper that dies, hangs or talks nonsense costs one picture`() throws {
        let picture = try TestCard.bytes(".png")
        for (line, isStorage) in [
            // Not one of ours: never says that it is ready.
            ("exit 0", true), ("echo hello >&0", true),
            // Says it and then dies, by itself or by a signal, or answers with rubbish.
            ("printf '\\245' >&0; head -c 4 > /dev/null", false), ("printf '\\245' >&0; kill -SEGV $$", false),
            ("printf '\\245' >&0; head -c 4 > /dev/null; yes >&0", false),
        ] {
            let room = try TestRoom(helper: ["/bin/sh", "-c", line])
            #expect("\(line)") { try room.darkroom.take(picture) } throws: { error in
                switch error as? DarkroomError {
                case .storage: isStorage
                case .tooCostly: !isStorage
                default: false
                }
            }
            #expect(room.files.isEmpty)
        }
        let missing = try TestRoom(helper: ["/nowhere/warta"])
        #expect { try missing.darkroom.take(picture) } throws: { error in
            if case .storage(let detail) = error as? DarkroomError { detail.contains("/nowhere/warta") } else { false }
        }
    }

    @Test func `a helper has no file but its socket, writes none, and goes with its darkroom`() throws {
        var room: TestRoom? = try TestRoom()
        _ = try room?.darkroom.take(TestCard.bytes(".png"))
        let id = try #require(room?.darkroom.helpers.first)
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").compactMap { Int32($0) }
        for file in files where file > 2 {
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/fd/\(file)")
            // What libraries open for themselves, to wake a loop or to draw numbers.
            #expect(target.hasPrefix("anon_inode:") || target == "/dev/urandom", "\(target)")
        }
        let limits = try String(contentsOfFile: "/proc/\(id)/limits", encoding: .utf8)
        for limit in ["Max core file size +0 ", "Max file size +0 ", "Max address space +[0-9]", "Max open files +64 "]
        {
            #expect(try Regex(limit).firstMatch(in: limits) != nil, "\(limit)")
        }
        room = nil
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }

    @Test func `refusals leave no file open`() throws {
        let room = try TestRoom()
        let rubbish = Array("GIF89a".utf8) + [UInt8](repeating: 9, count: 100)
        #expect(throws: DarkroomError.self) { try room.darkroom.take(rubbish) }
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        for index in 0..<8 {
            #expect(throws: DarkroomError.self) { try room.darkroom.take(rubbish + [UInt8(index)]) }
        }
        // Other tests of this program open and close files of their own.
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count < before + 8)
        #expect(room.files.isEmpty)
    }

    /// What a helper that lives has used of the processor.
    ///
    /// `getrusage` counts children only once they have ended, and then those of other tests too.
    private func processorSeconds(of helper: Int32) throws -> Int {
        let line = try String(contentsOfFile: "/proc/\(helper)/stat", encoding: .utf8)
        // After the name, which stands in brackets and may hold spaces: user and system time are fields 14 and 15.
        let fields = try line[#require(line.lastIndex(of: ")"))...].split(separator: " ")
        return try (#require(Int(fields[12])) + #require(Int(fields[13]))) / sysconf(Int32(_SC_CLK_TCK))
    }
}
