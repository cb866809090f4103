import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Web

/// The handler of HTTP/1.1 by itself, where each read can be as short as the test says.
@Suite struct HTTP1AnswerOrderTests {
    private static let page = Exchange.ask(Exchange.story).bytes
    private static let missing = Exchange.ask("/tidak-ada").bytes
    private static let beacon = Exchange.ask("/-/reads/1", "POST", "Content-Length: 3").bytes + Array("abc".utf8)
    private static let posted = Exchange.ask("/", "POST", "Content-Length: 3").bytes + Array("abc".utf8)
    private static let row = [page, missing, beacon, page, posted, Exchange.ask(Exchange.story, "HEAD").bytes]

    private func warmPortal() async throws -> Portal {
        let portal = try await Portal()
        _ = try await portal.ask(Exchange.story)
        portal.clock.advance(seconds: 1)
        return portal
    }

    private func said(_ pieces: [[UInt8]], to sites: SiteRouter) throws -> (sent: [UInt8], handed: [UInt8]) {
        let bench = try HTTP1HandlerBench(sites)
        for piece in pieces { try bench.receive(piece) }
        return (try bench.sent(), bench.handed)
    }

    @Test func `wherever reads end, the same is answered and the same is handed on`() async throws {
        let sites = try await warmPortal().sites
        let bytes = Self.row.flatMap { $0 }
        let whole = try said([bytes], to: sites)
        #expect(whole.handed == Self.missing + Self.posted)
        let answers = try #require(RawAnswer.all(in: whole.sent, toHeads: Self.row.map { $0[0] == UInt8(ascii: "H") }))
        #expect(answers.map(\.status) == [200, 200, 204, 200, 200, 200])
        #expect(answers.map { $0["etag"] != nil } == [true, false, false, true, false, true])
        for cut in 1..<bytes.count {
            let parted = try said([Array(bytes[..<cut]), Array(bytes[cut...])], to: sites)
            #expect(parted.sent == whole.sent && parted.handed == whole.handed, "cut at \(cut)")
        }
        let single = try said(bytes.map { [$0] }, to: sites)
        #expect(single.sent == whole.sent && single.handed == whole.handed)
    }

    @Test func `a client that takes nothing is asked for little, and then gets everything in order`() async throws {
        let sites = try await warmPortal().sites
        let bench = try HTTP1HandlerBench(sites)
        bench.setWritable(false)
        let filling = "X-Filling: " + String(repeating: "x", count: 4_000)
        let request = Exchange.ask(Exchange.story, "GET", filling).bytes
        var count = 0
        var asked = -1
        // A client sends only as long as it is asked.
        while bench.readsAsked > asked {
            asked = bench.readsAsked
            try bench.receive(request)
            count += 1
            #expect(count <= 20)
            guard count <= 20 else { return }
        }
        #expect(count * request.count >= HTTP1ConnectionHandler.mostPending)
        #expect(try bench.sent().isEmpty)
        bench.setWritable(true)
        let answers = try #require(RawAnswer.all(in: try bench.sent()))
        #expect(answers.count == count && Set(answers.map(\.body)).count == 1)
        #expect(bench.readsAsked > asked)
        try bench.receive(request)
        #expect(try RawAnswer.all(in: bench.sent())?.count == 1)
    }

    @Test func `a head of any allowed length is waited for`() async throws {
        let sites = try await warmPortal().sites
        var limits = Limits()
        limits.header = 200_000
        let bench = try HTTP1HandlerBench(sites, limits: limits)
        let request = Exchange.ask(Exchange.story, "GET", "X: " + String(repeating: "x", count: 150_000)).bytes
        for start in stride(from: 0, to: request.count, by: 1_000) {
            let asked = bench.readsAsked
            try bench.receive(Array(request[start..<min(start + 1_000, request.count)]))
            #expect(bench.readsAsked > asked, "\(start)")
        }
        #expect(try RawAnswer.all(in: bench.sent())?.map(\.status) == [200])
    }

    @Test func `the time of a request begins with its first byte, not with the end of the one before`() async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        try bench.receive(Self.page)
        _ = try bench.sent()
        bench.handler.since = .now() - .seconds(60)
        try bench.receive(Array(Self.page.prefix(9)))
        bench.handler.check()
        #expect(try bench.sent().isEmpty)
        try bench.receive(Array(Self.page.dropFirst(9)))
        #expect(try RawAnswer.all(in: bench.sent())?.map(\.status) == [200])
        try bench.receive(Array(Self.page.prefix(9)))
        bench.handler.since = .now() - .seconds(60)
        bench.handler.check()
        #expect(try RawAnswer.all(in: bench.sent())?.map(\.status) == [408])
    }

    @Test func `a body has a time in all, however it drips`() async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        let head = Exchange.ask("/", "POST", "Content-Length: 40000").bytes
        try bench.receive(head)
        // Each second a byte: never silent for long, and never done.
        let limits = Limits()
        bench.handler.bodyClock = RequestBodyTimeout(since: .now() - .seconds(Int64(limits.headerSeconds) - 5))
        for _ in 0..<10 {
            try bench.receive([0x78])
            bench.handler.check()
        }
        #expect(bench.channel.isActive)
        bench.handler.bodyClock = RequestBodyTimeout(since: .now() - .seconds(Int64(limits.headerSeconds) + 5))
        try bench.receive([0x78])
        bench.handler.check()
        #expect(!bench.channel.isActive)
    }

    @Test func `a long body that keeps coming has the time that it needs`() {
        let limits = Limits()
        var clock = RequestBodyTimeout(since: .uptimeNanoseconds(0))
        clock.take(limits.bodyRate * 100)
        #expect(!clock.isTooSlow(at: .uptimeNanoseconds(119_000_000_000), limits))
        #expect(clock.isTooSlow(at: .uptimeNanoseconds(121_000_000_000), limits))
    }

    @Test func `a last answer that is still being taken is not cut off`() async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        bench.hold()
        try bench.receive(Exchange.ask(Exchange.story, "GET", "Connection: close").bytes, isEnd: true)
        bench.handler.since = .now() - .seconds(60)
        bench.handler.check()
        #expect(bench.channel.isActive)
        bench.letGo()
        #expect(try RawAnswer.all(in: bench.sent())?.map(\.status) == [200])
        #expect(!bench.channel.isActive)
    }

    @Test(arguments: [CloseMode.all, .output])
    func `whoever closes behind waits until everything is sent`(mode: CloseMode) async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        bench.hold()
        try bench.receive(Self.page, isEnd: true)
        bench.channel.close(mode: mode, promise: nil)
        #expect(bench.channel.isActive)
        bench.letGo()
        #expect(try RawAnswer.all(in: bench.sent())?.map(\.status) == [200])
        #expect(!bench.channel.isActive)
    }

    @Test(arguments: ["", "GE", "GET / HTTP/1.0\r\nHo"])
    func `those behind hear of the end, though they were answering when it came`(rest: String) async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        try bench.receive(Self.missing + Array(rest.utf8), isEnd: true)
        #expect(bench.handed == Self.missing + Array(rest.utf8))
        #expect(bench.isEndHanded)
    }

    @Test func `a body that breaks off brings one answer and an end`() async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        try bench.receive(Array(Self.posted.dropLast()), isEnd: true)
        #expect(try RawAnswer.all(in: bench.sent())?.count == 1)
        #expect(!bench.channel.isActive)
    }

    @Test func `a request that is left to those behind has no more time than an idle connection`() async throws {
        let bench = try HTTP1HandlerBench(try await warmPortal().sites)
        try bench.receive("GET / HTTP/1.2\r\n")
        bench.handler.since = .now() - .seconds(80)
        try bench.receive("X: ")
        bench.handler.check()
        #expect(!bench.channel.isActive)
    }
}
