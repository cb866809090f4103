import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite struct NegotiationTests {
    /// RFC 9110 section 12.5.3.
    @Test(arguments: [
        ("gzip", true), ("GZip", true), ("x-gzip", true), ("br, gzip;q=0.5", true), ("gzip;q=0.001", true),
        ("gzip;q=1.000, identity", true), ("*", true), ("*;q=0, gzip", true), ("deflate, *;q=0.1", true),
        (" gzip ; q=0.8 ", true), ("gzip;q=0", false), ("gzip; q=0.0", false), ("gzip ;\tq = 0.000", false),
        ("gzip;Q=0", false), ("*;q=0", false), ("gzip;q=0, *", false), ("*, gzip;q=0", false), ("identity", false),
        ("identity, *;q=0", false), ("", false), (",;q=1,,;;", false), ("gzipped", false), ("br, zstd, deflate", false),
        ("gzip;q=junk", false), ("gzip;q=-1", false), ("\"gzip\"", false), ("g-zip", false),
        (String(repeating: "a;q=0,", count: 2_000) + "gzip", true),
    ])
    func `gzip is sent to those who take it`(field: String, isTaken: Bool) async throws {
        let portal = try await Portal()
        let response = try await portal.ask("/robots.txt", .get, [.acceptEncoding: field])
        #expect(response["Content-Encoding"] == (isTaken ? "gzip" : nil))
        #expect(response["ETag"]?.hasSuffix("-gz\"") == isTaken)
        #expect(response["Vary"]?.contains("Accept-Encoding") == true)
        let isPlain = response.text.hasPrefix("User-agent")
        #expect(isPlain == !isTaken)
    }

    @Test func `who says nothing of codings gets none, and who says it twice is heard twice`() async throws {
        let portal = try await Portal()
        #expect(try await portal.ask("/")["Content-Encoding"] == nil)
        let fields = HTTPFields(named: ["Accept-Encoding": "br", "Accept-Encoding": "gzip"])
        #expect(try await portal.ask("/", .get, fields)["Content-Encoding"] == "gzip")
    }

    /// RFC 9110 section 13.1.2; `T` stands for the page's own tag.
    @Test(arguments: [
        ("T", true), ("W/T", true), ("*", true), ("\"x\", T", true), ("\"x\",W/T,\"y\"", true), ("T,", true),
        ("  T  ", true), ("\"x\"", false), ("", false), ("x T", false), ("W/*", false), ("\"\"", false),
    ])
    func `a page that the reader has is not sent again`(field: String, isKnown: Bool) async throws {
        let portal = try await Portal()
        let page = try await portal.ask("/")
        let tag = try #require(page["ETag"])
        for method in [HTTPRequest.Method.get, .head] {
            let response = try await portal.ask("/", method, [.ifNoneMatch: field.replacing("T", with: tag)])
            #expect(response.status == (isKnown ? .notModified : .ok), "\(field)")
            #expect(response["ETag"] == tag)
            guard isKnown else { continue }
            // What a cache freshens its copy with (section 15.4.5).
            for name in ["Cache-Control", "Vary", "Last-Modified", "Surrogate-Key"] {
                #expect(response[name] == page[name], "\(name)")
            }
            #expect(response["Content-Encoding"] == nil && response["Content-Type"] == nil)
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test func `the tag of one coding is not that of the other`() async throws {
        let portal = try await Portal()
        let plain = try #require(try await portal.ask("/")["ETag"])
        let gzip = try #require(try await portal.ask("/", .get, [.acceptEncoding: "gzip"])["ETag"])
        #expect(try await portal.ask("/", .get, [.ifNoneMatch: gzip]).status == .ok)
        let crossed: HTTPFields = [.ifNoneMatch: plain, .acceptEncoding: "gzip"]
        #expect(try await portal.ask("/", .get, crossed).status == .ok)
        let right: HTTPFields = [.ifNoneMatch: gzip, .acceptEncoding: "gzip"]
        #expect(try await portal.ask("/", .get, right).status == .notModified)
    }

    @Test func `a tag is of no use once a byte has changed`() async throws {
        let portal = try await Portal()
        let tag = try #require(try await portal.ask("/dunia/1/kawat-nomor-1")["ETag"])
        try await portal.take(.sample(2))
        let response = try await portal.ask("/dunia/1/kawat-nomor-1", .get, [.ifNoneMatch: tag])
        #expect(response.status == .ok)
        #expect(response.text.contains("Kawat nomor 2"))
    }

    /// RFC 9110 section 13.1.3; the page is of Fri, 02 Jan 2026 05:00:00 GMT.
    @Test(arguments: [
        ("Fri, 02 Jan 2026 05:00:00 GMT", true), ("Sat, 03 Jan 2026 05:00:00 GMT", true),
        ("Fri, 02 Jan 2026 04:59:59 GMT", false), ("Thu, 01 Jan 1970 00:00:00 GMT", false), ("", false),
        ("Friday, 02-Jan-26 05:00:00 GMT", true), ("Friday, 02-Jan-26 04:59:59 GMT", false),
        ("Fri Jan  2 05:00:00 2026", true), ("Fri Jan  2 04:59:59 2026", false),
        ("kemarin", false), ("Fri, 02 Jan 2026 05:00:00", false),
        ("Fri, 32 Jan 2026 05:00:00 GMT", false), ("Fri, 02 Jan 2026 05:00:00 WIB", false),
    ])
    func `a page that has not changed since is not sent again`(field: String, isKnown: Bool) async throws {
        let portal = try await Portal()
        let response = try await portal.askLater("/", [.ifModifiedSince: field])
        #expect(response.status == (isKnown ? .notModified : .ok))
    }

    /// In the second of its pressing a page may change once more: two pages must not have one date.
    @Test func `a page has no date while its second lasts`() async throws {
        let portal = try await Portal()
        let field: HTTPFields = [.ifModifiedSince: "Sat, 03 Jan 2026 05:00:00 GMT"]
        let fresh = try await portal.ask("/", .get, field)
        #expect(fresh.status == .ok && fresh["Last-Modified"] == nil && fresh["ETag"] != nil)
        portal.clock.advance(seconds: 1)
        #expect(try await portal.ask("/")["Last-Modified"] == "Fri, 02 Jan 2026 05:00:00 GMT")
        try await portal.take(.sample(2))
        #expect(try await portal.ask("/", .get, field).status == .ok)
        portal.clock.advance(seconds: 1)
        #expect(try await portal.ask("/")["Last-Modified"] == "Fri, 02 Jan 2026 05:00:01 GMT")
    }

    @Test func `a tag is asked before a date`() async throws {
        let portal = try await Portal()
        let tag = try #require(try await portal.ask("/")["ETag"])
        let late = "Sat, 03 Jan 2026 05:00:00 GMT"
        let early = "Thu, 01 Jan 1970 00:00:00 GMT"
        #expect(try await portal.ask("/", .get, [.ifNoneMatch: "\"x\"", .ifModifiedSince: late]).status == .ok)
        #expect(try await portal.ask("/", .get, [.ifNoneMatch: tag, .ifModifiedSince: early]).status == .notModified)
    }

    @Test func `a page that says there is none is sent whatever the reader has`() async throws {
        let portal = try await Portal()
        let fields: HTTPFields = [.ifNoneMatch: "*", .ifModifiedSince: "Sat, 03 Jan 2026 05:00:00 GMT"]
        #expect(try await portal.ask("/tidak-ada", .get, fields).status == .notFound)
    }
}
