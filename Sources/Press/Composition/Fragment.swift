import CZlib
import Crypto
public import NIOCore

/// A piece of a page, pressed once and sent with many: immutable, and kept compressed.
public final class Fragment: Sendable {
    /// Raw deflate that ends on a byte boundary and refers to nothing before it; sent without being copied.
    public let segment: ByteBuffer
    /// Bytes before compression.
    public let length: Int
    /// 16 hexadecimal digits of the SHA-256 of the bytes: equal bytes have equal digests on every node.
    public let digest: String
    let checksum: UInt
    /// Moves a checksum of what stands before over this fragment; made once, as making it costs more than using it.
    let shift: UInt

    private init(of bytes: [UInt8], digest: String) {
        segment = Deflate.segment(bytes)
        length = bytes.count
        self.digest = digest
        checksum = Deflate.checksum(bytes)
        shift = crc32_combine_gen(bytes.count)
    }

    /// The bytes as they were before compression; inflates at each call.
    public func inflated() -> ByteBuffer {
        Deflate.inflate(segment, count: length)
    }

    /// Presses bytes, or hands back the former fragment where they are the same.
    static func press(_ bytes: [UInt8], unless former: Fragment?, tally: PressTally) -> Fragment {
        let digest = Self.digest(of: bytes)
        if let former, former.digest == digest { return former }
        tally.count(.compression)
        return Fragment(of: bytes, digest: digest)
    }

    static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
