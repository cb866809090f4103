import Foundation
import HTTPTypes
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

/// No answer is longer or shorter than its head says, whatever becomes of what is sent.
@Suite(.timeLimit(.minutes(10))) struct ContentLengthTests {
    private static let length = 40_000_000

    /// A file of a picture that changes while it is sent to a client that takes its time.
    @Test(arguments: [1_000_000, 0])
    func `an answer that gets too short ends its connection, and no other follows in its place`(
        left: Int
    ) async throws {
        let file = FileManager.default.temporaryDirectory.path + "/warta-picture-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: file, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try #require(truncate(file, Self.length) == 0)
        var item = WireItem.sample(1)
        item.copy.pictures = [PictureUse(picture: .sample)]
        let portal = try await Portal([item], pictureFile: { _, _, _ in file })
        try await portal.serving { port in
            let line = try await RawConnection(port: port, isReading: false)
            let target = "/-/pictures/\(Picture.sample.digest)/320.jpg"
            await line.say(Exchange.ask(target).bytes + Exchange.ask("/-/live").bytes)
            // The head has told the length. What has left the file lies in the system's buffers, which hold only a part.
            try await line.readBeginning()
            try #require(truncate(file, left) == 0)
            try await line.read()
            let said = try await line.readToEnd()
            #expect(said.count < Self.length)
            #expect(RawAnswer.text(said).ranges(of: "HTTP/1.1 200").count == 1)
        }
    }

    @Test func `bytes are counted against what was told`() {
        var length = ContentLengthCheck(HTTPResponse(status: .ok, headerFields: [.contentLength: "10"]), to: .get)
        #expect(length.take(4) && !length.isKept)
        #expect(length.take(6) && length.isKept)
        #expect(!length.take(1) && !length.isKept)
    }

    @Test func `what tells no length has any, and what has no body has none`() {
        var open = ContentLengthCheck(HTTPResponse(status: .ok), to: .get)
        #expect(open.isKept && open.take(1_000) && open.isKept)
        let told = HTTPResponse(status: .ok, headerFields: [.contentLength: "10"])
        var head = ContentLengthCheck(told, to: .head)
        #expect(head.isKept && !head.take(1))
        var unchanged = ContentLengthCheck(
            HTTPResponse(status: .notModified, headerFields: told.headerFields),
            to: .get
        )
        #expect(unchanged.isKept && !unchanged.take(1))
    }
}
