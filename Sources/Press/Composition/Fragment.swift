import CZlib
import Crypto
import NIOCore

/// A piece of a page, pressed once and sent with many: immutable, and kept compressed.
public final class Fragment: Sendable {
    /// Raw deflate that ends on a byte boundary and refers to nothing before it, in no more memory than it needs.
    public let segment: [UInt8]
    /// Bytes before compression.
    public let length: Int
    let checksum: UInt
    /// Operator that extends a checksum over this fragment.
    ///
    /// Made once, as making it costs more than using it.
    let shift: UInt
    private let hash: UInt64

    private init(of bytes: [UInt8], hash: UInt64) {
        segment = Deflate.segment(bytes)
        length = bytes.count
        checksum = Deflate.checksum(bytes)
        shift = crc32_combine_gen(bytes.count)
        self.hash = hash
    }

    /// 16 hexadecimal digits of the SHA-256 of the bytes: equal bytes have equal digests on every node.
    public var digest: String { Self.digits(hash) }

    /// The bytes as they were before compression; inflates at each call.
    public func inflated() -> [UInt8] {
        Deflate.inflate(segment, count: length)
    }

    /// Presses bytes, or hands back the former fragment where they are the same.
    static func press(_ bytes: [UInt8], unless former: Fragment?, tally: PressTally) -> Fragment {
        let hash = hash(of: bytes)
        if let former, former.hash == hash { return former }
        tally.count(.compression)
        return Fragment(of: bytes, hash: hash)
    }

    /// The digest that a fragment of these bytes has.
    static func digest(of bytes: [UInt8]) -> String { digits(hash(of: bytes)) }

    /// Writes the digest into an entity tag without making a string of it.
    func writeDigest(to buffer: inout ByteBuffer) {
        var digits: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &digits) { digits in
            for index in 0..<16 {
                let value = UInt8(truncatingIfNeeded: hash >> UInt64(60 - index * 4)) & 15
                digits[index] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
            }
            buffer.writeBytes(digits)
        }
    }

    private static func hash(of bytes: [UInt8]) -> UInt64 {
        SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func digits(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
