import NIOCore
import News
import TestSupport
import Testing

@testable import Press

/// A page in pieces is the page as a whole.
@Suite struct PageReaderTests {
    private func page(_ lengths: [Int], _ dice: inout Seeded) -> PressedPage {
        let fragments = lengths.map { length in
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...63, using: &dice) }
            return Fragment.press(bytes, unless: nil, tally: PressTally())
        }
        let part = PressedPart(fragments[0], caching: .none, pressedAt: .sampleNow)
        guard fragments.count > 1 else { return PressedPage(part, rails: nil) }
        return PressedPage(part, include: fragments[1])
    }

    @Test(arguments: [
        [0], [1], [100], [16_384], [400_000], [16_384, 16_384], [70_000, 1], [1, 70_000], [300_000, 50_000],
    ])
    func `the pieces are as long as said, and together they are the page`(lengths: [Int]) {
        var dice = Seeded(seed: UInt64(lengths.reduce(7, +)))
        let page = page(lengths, &dice)
        for gzip in [true, false] {
            var reader = PageReader(page, gzip: gzip)
            var pieces: [ByteBuffer] = []
            while let piece = reader.next() { pieces.append(piece) }
            #expect(pieces.dropLast().allSatisfy { $0.readableBytes == PageReader.piece })
            #expect(pieces.allSatisfy { $0.readableBytes > 0 && $0.capacity <= PageReader.piece })
            #expect(pieces.flatMap { Array($0.readableBytesView) } == Array(page.bytes(gzip: gzip).readableBytesView))
            #expect(reader.next() == nil)
        }
    }
}
