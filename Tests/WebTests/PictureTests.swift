import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite struct PictureTests {
    private let file = FileManager.default.temporaryDirectory.path + "/warta-picture-\(UUID().uuidString)"
    private let digest = String(repeating: "ab", count: 32)
    private var uri: String { "/-/pictures/\(digest)/320.jpg" }

    /// A site whose darkroom has one rendition.
    private func portal() async throws -> Portal {
        let (file, digest) = (file, digest)
        return try await Portal(pictureFile: { $0 == digest && $1 == 320 && $2 == .jpeg ? file : nil })
    }

    @Test func `a rendition is sent as it lies, to be kept for ever`() async throws {
        let portal = try await portal()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let response = try await portal.ask(uri, .get, [.acceptEncoding: "gzip"])
        #expect(Array(response.body.readableBytesView) == bytes)
        #expect(
            Snapshot(response).text == """
                200
                Cache-Control: public, max-age=31536000, immutable
                Content-Length: LENGTH
                Content-Security-Policy: POLICY
                Content-Type: image/jpeg
                ETag: "DIGEST-320"
                Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
                Referrer-Policy: strict-origin-when-cross-origin
                X-Content-Type-Options: nosniff
                """
        )
        let head = try await portal.ask(uri, .head)
        #expect(head["Content-Length"] == "100000" && head.body.readableBytes == 0)
        let tag = try #require(response["ETag"])
        #expect(try await portal.ask(uri, .get, [.ifNoneMatch: tag]).status == .notModified)
    }

    @Test func `a rendition that was never made is not found`() async throws {
        let portal = try await portal()
        for name in ["640.jpg", "320.webp", "320.gif", "0.jpg", "-320.jpg", "320", "original.jpg"] {
            #expect(try await portal.ask("/-/pictures/\(digest)/\(name)").status == .notFound, "\(name)")
        }
    }

    @Test func `a file that is gone is a fault of ours that may pass`() async throws {
        let response = try await portal().ask(uri)
        #expect(response.status == .serviceUnavailable)
        #expect(response["Retry-After"] == "5")
        #expect(response["Cache-Control"] == "no-store")
    }
}
