import Crypto

/// SHA-256 of what goes by, with the number of bytes.
struct Checksum {
    private var hash = SHA256()
    private(set) var bytes = 0

    mutating func add(_ part: [UInt8]) {
        hash.update(data: part)
        bytes += part.count
    }

    /// In lower-case hexadecimal.
    var text: String { Self.hexadecimal(hash.finalize()) }

    static func of(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { String(Int($0) + 0x100, radix: 16).suffix(2) }.joined()
    }
}
