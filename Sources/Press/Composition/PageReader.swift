import CZlib
public import NIOCore

/// Reads a page piece by piece, so that what is not sent yet need not be copied from where the page is kept.
public struct PageReader {
    /// Bytes of a piece; the last may have fewer.
    public static let piece = 16_384

    /// Bytes of memory that it takes beside the page itself.
    public let footprint: Int
    private var sources: ArraySlice<[UInt8]>
    private var place = 0
    private let inflation: Inflation?

    /// - Parameters:
    ///   - page: The page to read.
    ///   - gzip: Whether its bytes come as a gzip member or plain.
    public init(_ page: PressedPage, gzip: Bool) {
        if gzip {
            sources = page.gzipPieces[...]
            inflation = nil
        } else {
            sources = page.fragments.map(\.segment)[...]
            inflation = Inflation()
        }
        footprint = gzip ? 0 : Inflation.footprint
    }

    /// The next piece; nil at the end.
    public mutating func next() -> ByteBuffer? {
        var piece = ByteBuffer()
        while let source = sources.first, piece.readableBytes < Self.piece {
            let room = Self.piece - piece.readableBytes
            if piece.capacity == 0 { piece.reserveCapacity(Self.piece) }
            if let inflation {
                let made = inflation.inflate(source, from: &place, to: &piece, most: room)
                // What zlib still holds comes before the next fragment.
                if made == room { continue }
            } else {
                let end = min(source.count, place + room)
                piece.writeBytes(source[place..<end])
                place = end
                if place < source.count { continue }
            }
            sources.removeFirst()
            place = 0
        }
        return piece.readableBytes > 0 ? piece : nil
    }
}

/// Decompresses segments, each time as many bytes as are asked for.
private final class Inflation {
    /// Bytes that zlib takes for itself, including its window (zconf.h).
    static let footprint = 40_960
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        // At a fixed address, as zlib keeps a pointer to its stream.
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let opened = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(opened == Z_OK, "zlib has no memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Continues in a segment, and returns how many bytes it made.
    func inflate(_ segment: [UInt8], from place: inout Int, to piece: inout ByteBuffer, most: Int) -> Int {
        piece.writeWithUnsafeMutableBytes(minimumWritableBytes: most) { target in
            segment.withUnsafeBufferPointer { input in
                // zlib's type is not const, but inflate only reads its input.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + place })
                stream.pointee.avail_in = UInt32(input.count - place)
                stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(most)
                _ = CZlib.inflate(stream, Z_SYNC_FLUSH)
                place = input.count - Int(stream.pointee.avail_in)
            }
            return most - Int(stream.pointee.avail_out)
        }
    }
}
