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
    private let digest = Picture.sample.digest
    private var uri: String { "/-/pictures/\(digest)/320.jpg" }

    /// A site whose darkroom has one rendition, of the picture of its one story.
    private func portal() async throws -> Portal {
        let (file, digest) = (file, digest)
        var item = WireItem.sample(1)
        item.copy.pictures = [PictureUse(picture: .sample)]
        return try await Portal([item], pictureFile: { $0 == digest && $1 == 320 && $2 == .jpeg ? file : nil })
    }

    @Test func `a rendition is sent as it lies, and caches that others read from ask each minute`() async throws {
        let portal = try await portal()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let response = try await portal.ask(uri, .get, [.acceptEncoding: "gzip"])
        #expect(Array(response.body.readableBytesView) == bytes)
        #expect(
            Snapshot(response).text == """
                200
                Accept-Ranges: bytes
                Cache-Control: public, max-age=86400, s-maxage=60
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
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            #expect(try await portal.ask(uri, .get, [.ifNoneMatch: known]).status == .notModified, "\(known)")
        }
    }

    /// RFC 9110 section 14.2.
    @Test(arguments: [
        ("bytes=0-0", 0...0), ("bytes=10-19", 10...19), ("bytes=990-", 990...999), ("bytes=-1", 999...999),
        ("bytes=-5000", 0...999), ("bytes=999-5000", 999...999),
        ("bytes=-9223372036854775808", 0...999), ("bytes=1-99999999999999999999", 1...999),
    ])
    func `a part of a rendition is sent alone`(field: String, part: ClosedRange<Int>) async throws {
        let portal = try await portal()
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let response = try await portal.ask(uri, .get, [.range: field])
        #expect(response.status == .partialContent)
        #expect(response["Content-Range"] == "bytes \(part.lowerBound)-\(part.upperBound)/1000")
        #expect(Array(response.body.readableBytesView) == Array(bytes[part]))
        let tag = try #require(response["ETag"])
        #expect(try await portal.ask(uri, .get, [.range: field, .ifRange: tag]).status == .partialContent)
        #expect(try await portal.ask(uri, .get, [.range: field, .ifRange: "\"old\""]).status == .ok)
        #expect(try await portal.ask(uri, .head, [.range: field])["Content-Length"] == "1000")
    }

    @Test(arguments: [
        "bytes=1000-", "bytes=5000-6000", "bytes=-0", "bytes=99999999999999999999-",
    ])
    func `a part behind the end is refused`(field: String) async throws {
        let portal = try await portal()
        try Data(count: 1_000).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let response = try await portal.ask(uri, .get, [.range: field])
        #expect(response.status == .rangeNotSatisfiable)
        #expect(response["Content-Range"] == "bytes */1000")
        // A cache that kept it would answer others with it.
        #expect(response["Cache-Control"] == "no-store" && response["ETag"] == nil)
    }

    @Test(arguments: [
        "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=+1-2", "bytes=0x1-2",
        "bytes=-1-99999999999999999999", "bytes=9a-",
    ])
    func `a range that is none, or several, gets the whole`(field: String) async throws {
        let portal = try await portal()
        try Data(count: 1_000).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let response = try await portal.ask(uri, .get, [.range: field])
        #expect(response.status == .ok && response.body.readableBytes == 1_000)
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
