import Foundation
import News
import Testing

@testable import Darkroom

/// Pictures beside copy, by names that the copy's sender chose.
@Suite struct FolderTests {
    private let room: TestRoom
    private let folder: String
    private let secret: String

    /// A folder with a picture, one in a folder below it, and a picture beside the folder that is none of the sender's.
    init() throws {
        room = try TestRoom()
        folder = room.folder + "/wire"
        secret = room.folder + "/secret.png"
        try FileManager.default.createDirectory(atPath: folder + "/a/b", withIntermediateDirectories: true)
        let picture = try Data(TestCard.bytes(".png"))
        for path in [folder + "/hero.png", folder + "/a/b/hero.png", secret] {
            try picture.write(to: URL(fileURLWithPath: path))
        }
    }

    @Test(arguments: ["hero.png", "a/b/hero.png", "./hero.png", "a//b/./hero.png"])
    func `a file in the folder or below it is taken`(name: String) throws {
        #expect(try room.darkroom.take(file: name, beneath: folder).widths == [320])
    }

    @Test func `no name leads out of the folder`() throws {
        for name in [
            "../secret.png", "a/../../secret.png", "a/b/../../hero.png", secret, "/hero.png", "", ".", "..", "/",
            "a", "hero.png\0", "hero.png\0/../../secret.png", "missing.png", "missing/hero.png",
            String(repeating: "a/", count: 5_000) + "hero.png", String(repeating: "a", count: 500),
        ] {
            #expect(throws: DarkroomError.unreadable(name)) { try room.darkroom.take(file: name, beneath: folder) }
        }
    }

    @Test func `no symbolic link is followed, wherever it leads and wherever it stands in the name`() throws {
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder + "/file.png", withDestinationPath: secret)
        try files.createSymbolicLink(atPath: folder + "/relative.png", withDestinationPath: "../secret.png")
        try files.createSymbolicLink(atPath: folder + "/up", withDestinationPath: room.folder)
        try files.createSymbolicLink(atPath: folder + "/a/up", withDestinationPath: "../..")
        try files.createSymbolicLink(atPath: folder + "/inside.png", withDestinationPath: "hero.png")
        try files.createSymbolicLink(atPath: folder + "/loop", withDestinationPath: "loop")
        for name in [
            "file.png", "relative.png", "up/secret.png", "a/up/secret.png", "up/wire/hero.png", "inside.png",
            "loop/hero.png",
        ] {
            #expect(throws: DarkroomError.unreadable(name)) { try room.darkroom.take(file: name, beneath: folder) }
        }
        // The folder itself is named by whoever imports.
        try files.createSymbolicLink(atPath: room.folder + "/linked", withDestinationPath: folder)
        #expect(try room.darkroom.take(file: "hero.png", beneath: room.folder + "/linked").widths == [320])
    }

    @Test func `pipes, devices and folders are refused without waiting`() throws {
        #expect(mkfifo(folder + "/pipe.png", 0o600) == 0)
        for (name, folder) in [("pipe.png", folder), ("a", folder), ("zero", "/dev"), ("null", "/dev"), ("x", "/none")]
        {
            #expect(throws: DarkroomError.unreadable(name)) { try room.darkroom.take(file: name, beneath: folder) }
        }
    }

    @Test func `a file of more bytes than are allowed is not read`() throws {
        let path = folder + "/long.png"
        #expect(FileManager.default.createFile(atPath: path, contents: Data([0x89])))
        #expect(truncate(path, 1 << 40) == 0)
        #expect(throws: DarkroomError.tooLarge("more than 64 MiB; send a smaller file")) {
            try room.darkroom.take(file: "long.png", beneath: folder)
        }
    }

    @Test func `what waits for pictures beside copy is told why one is left out`() async throws {
        let pictures = PicturesBesideCopy(room.darkroom, folder: folder)
        #expect(try await pictures.take("hero.png").widths == [320])
        let outside = await #expect(throws: PictureFault.self) { try await pictures.take("../secret.png") }
        #expect(outside == .unusable("../secret.png is no file beside the copy that may be read"))
        try Data("<svg/>".utf8).write(to: URL(fileURLWithPath: folder + "/hero.svg"))
        let drawing = await #expect(throws: PictureFault.self) { try await pictures.take("hero.svg") }
        #expect(drawing == .unusable("hero.svg: \(DarkroomError.notAPicture.reason)"))
    }

    @Test func `where nothing can be kept, that is no fault of the picture`() async throws {
        let broken = try TestRoom(helper: ["/nonexistent"])
        let pictures = PicturesBesideCopy(broken.darkroom, folder: folder)
        let fault = await #expect(throws: PictureFault.self) { try await pictures.take("hero.png") }
        let isOurs = if case .cannotBeKept? = fault { true } else { false }
        #expect(isOurs, "\(String(describing: fault))")
    }
}
