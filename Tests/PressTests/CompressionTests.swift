import NIOCore
import News
import TestSupport
import Testing

@testable import Press

@Suite struct CompressionTests {
    /// One address of every kind of page that is pressed.
    private static let addresses: [Address] = [
        .front, .section(Section.dunia.slug), .index(), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
        .popular(.day), .search("kawat"), .search(""), .feed(.rss), .feed(.atom), .feed(.json), .sitemapIndex,
        .sitemap(0), .newsSitemap, .robots, .security, .manifest, .favicon, .rails, .tag(Tag.pemilu.slug),
    ]

    @Test func `gzip decodes every kind of page to its plain bytes`() async throws {
        let room = try await Newsroom(.newspaper(12))
        try await room.withdraw(12)
        var pages: [(String, PressedPage)] = []
        for address in Self.addresses { pages.append((address.path, try await room.page(address))) }
        pages.append(("story", try await room.page(of: 3)))
        pages.append(("withdrawn", try await room.page(of: 12)))
        pages.append(("notice", room.press.notice(.unavailable)))
        let style = try #require(room.press.newspaper.theme.address(of: "style.css"))
        pages.append(("style", try await room.page(style)))
        guard case .page(let stitched) = try await room.press.answer(.front, path: "/", stitching: true) else {
            Issue.record("the front is answered with another address")
            return
        }
        pages.append(("stitched", stitched))
        for (name, page) in pages {
            let member = Array(page.bytes(gzip: true).readableBytesView)
            #expect(member.count == page.gzipLength, "\(name)")
            #expect(page.length == page.bytes.count && !page.bytes.isEmpty, "\(name)")
            #expect(try Gunzip.bytes(member) == page.bytes, "\(name)")
        }
    }

    @Test func `gzip refuses a member in which one byte of the page was changed`() async throws {
        let room = try await Newsroom(.newspaper(3))
        let page = try await room.page(.front)
        let member = Array(page.bytes(gzip: true).readableBytesView)
        for place in [member.count - 8, member.count - 4, member.count / 2] {
            var wrong = member
            wrong[place] ^= 1
            #expect(throws: Gunzip.Refusal.self) { try Gunzip.bytes(wrong) }
        }
        #expect(throws: Gunzip.Refusal.self) { try Gunzip.bytes(Array(member.dropLast(10))) }
    }

    @Test func `a segment refers to nothing before it, so segments decode in any order`() throws {
        // Alike on purpose: a compressor that looked back would refer to its neighbour.
        let texts = (0..<4).map { n in String(repeating: "Presiden membaca surat nomor \(n). ", count: 40) }
        let fragments = texts.map { Fragment.press(Array($0.utf8), unless: nil, tally: PressTally()) }
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 2, 0], [1], [0, 3, 0, 3, 1]] {
            let chosen = order.map { fragments[$0] }
            #expect(try Gunzip.bytes(Self.member(chosen)) == order.flatMap { Array(texts[$0].utf8) }, "\(order)")
        }
    }

    @Test(arguments: [0, 1, 2, 255, 65_535, 65_536, 1_000_000])
    func `a fragment of any size comes back as it was`(size: Int) throws {
        // Every seventh byte is as good as random, so that both kinds of deflate block occur.
        let bytes = (0..<size).map { $0 % 7 == 0 ? UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) : 65 }
        let fragment = Fragment.press(bytes, unless: nil, tally: PressTally())
        #expect(fragment.inflated() == bytes)
        #expect(fragment.length == size)
        #expect(try Gunzip.bytes(Self.member([fragment])) == bytes)
    }

    private static func member(_ fragments: [Fragment]) -> [UInt8] {
        Deflate.gzipHeader + fragments.flatMap(\.segment) + end(of: fragments)
    }

    private static func end(of fragments: [Fragment]) -> [UInt8] {
        var end = GzipEnd()
        for fragment in fragments { end.add(fragment) }
        var buffer = ByteBuffer()
        end.write(to: &buffer)
        return Array(buffer.readableBytesView)
    }

    /// CRC-32 of "123456789" is the check value that catalogues of CRCs give.
    @Test func `checksums of parts combine to that of the whole`() {
        #expect(Deflate.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        let whole = Array("123456789".utf8)
        for cut in 0...whole.count {
            let parts = [whole[..<cut], whole[cut...]].map {
                Fragment.press(Array($0), unless: nil, tally: PressTally())
            }
            #expect(Self.end(of: parts) == [3, 0, 0x26, 0x39, 0xF4, 0xCB, 9, 0, 0, 0])
        }
        #expect(Self.end(of: []) == [3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `equal bytes are not compressed twice`() {
        let tally = PressTally()
        let first = Fragment.press([1, 2, 3], unless: nil, tally: tally)
        #expect(Fragment.press([1, 2, 3], unless: first, tally: tally) === first)
        #expect(tally[.compression] == 1)
        #expect(Fragment.press([1, 2, 4], unless: first, tally: tally) !== first)
        #expect(tally[.compression] == 2)
    }
}
