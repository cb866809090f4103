import CZlib
import NIOCore

/// Compression in segments that can be joined without compressing again.
///
/// A segment is raw deflate (RFC 1951) that ends on a byte boundary (zlib's `Z_FULL_FLUSH`) and refers to nothing
/// before it. Any segments in a row, between the header and the trailer of RFC 1952, are one gzip member.
enum Deflate {
    /// Ten bytes that begin a gzip member: no name, no time, unknown system.
    static let gzipHeader: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    /// An empty final block, which ends the stream of segments.
    static let end: [UInt8] = [0x03, 0x00]

    /// Compresses at the highest level, as a segment is sent thousands of times.
    static func segment(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let level: Int32 = 9
        let opened = deflateInit2_(
            &stream,
            level,
            Z_DEFLATED,
            -MAX_WBITS,
            9,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        precondition(opened == Z_OK, "zlib has no memory")
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count))) + 16
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bound) { target in
            bytes.withUnsafeBufferPointer { input in
                // zlib's type is not const, but deflate only reads its input.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(bound)
                let result = deflate(&stream, Z_FULL_FLUSH)
                precondition(result == Z_OK && stream.avail_in == 0, "a segment did not fit its own bound")
            }
            return Array(target[..<(bound - Int(stream.avail_out))])
        }
    }

    /// The bytes that a segment was made of; `count` is how many there are.
    static func inflate(_ segment: [UInt8], count: Int) -> [UInt8] {
        var stream = z_stream()
        let opened = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(opened == Z_OK, "zlib has no memory")
        defer { inflateEnd(&stream) }
        return [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            segment.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(count)
                _ = CZlib.inflate(&stream, Z_SYNC_FLUSH)
            }
            filled = count - Int(stream.avail_out)
        }
    }

    /// CRC-32 as gzip counts it.
    static func checksum(_ bytes: [UInt8]) -> UInt {
        bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    }
}

/// How a gzip member ends: an empty final block, then CRC-32 and length of all its fragments, by arithmetic alone.
struct GzipEnd {
    /// Its length in bytes.
    static let count = 10
    private var checksum: UInt = 0
    private var length = 0

    /// Extends checksum and length over one more fragment.
    mutating func add(_ fragment: Fragment) {
        checksum = crc32_combine_op(checksum, fragment.checksum, fragment.shift)
        length += fragment.length
    }

    func write(to buffer: inout ByteBuffer) {
        buffer.writeBytes(Deflate.end)
        buffer.writeInteger(UInt32(truncatingIfNeeded: checksum), endianness: .little)
        buffer.writeInteger(UInt32(truncatingIfNeeded: length), endianness: .little)
    }
}
