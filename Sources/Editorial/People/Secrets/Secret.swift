internal import Crypto

/// What only the one who was given it knows: of a session, of a one-time link.
///
/// 256 random bits, written as 64 hexadecimal digits. The store has its digest, never the secret itself.
struct Secret: Sendable {
    let text: String

    /// A new one.
    init() {
        text = SymmetricKey(size: .bits256).withUnsafeBytes { Hexadecimal.write($0) }
    }

    /// One that somebody shows; nil where it cannot be one of ours.
    init?(shown text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Hexadecimal.isDigit) else { return nil }
        self.text = text
    }

    /// By which the store knows it.
    var digest: String { Self.digest(of: text) }

    /// SHA-256.
    static func hash(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// SHA-256 as hexadecimal digits.
    static func digest(of text: String) -> String {
        Hexadecimal.write(SHA256.hash(data: Array(text.utf8)))
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    static func write(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Nil where the text is something else.
    static func read(_ text: some StringProtocol) -> [UInt8]? {
        let values = text.utf8.compactMap { digits.firstIndex(of: $0).map(UInt8.init) }
        guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }

    private static let digits = Array("0123456789abcdef".utf8)
}
