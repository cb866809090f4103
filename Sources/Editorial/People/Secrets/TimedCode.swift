internal import Crypto
internal import News

/// The codes of an authenticator app: six digits, another every thirty seconds (RFC 6238, with HMAC-SHA-1, which is what
/// the apps can do).
struct TimedCode: Sendable {
    private let secret: [UInt8]

    /// A new secret: 160 bits, as RFC 4226 recommends.
    init() {
        secret = SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes { Array($0) }
    }

    /// A secret in base 32, as it is stored and typed into an app; nil where it is none.
    init?(base32 text: String) {
        guard let secret = Base32.read(text), secret.count == 20 else { return nil }
        self.secret = secret
    }

    /// The secret in base 32.
    var base32: String { Base32.write(secret) }

    /// The step to which a code belongs: the present one, the one before or the one after, as clocks differ; nil where
    /// the code is wrong, or of no later step than the last that was taken.
    func step(of code: String, at now: Timestamp, after last: Int64) -> Int64? {
        let digits = code.utf8.filter { $0 != UInt8(ascii: " ") }
        guard digits.count == Self.digits, let number = Digits.number(digits) else { return nil }
        let present = now.seconds / Self.period
        return (present - 1...present + 1).first { step in
            step > last && Self.code(of: secret, step: step) == number
        }
    }

    /// The code of a step.
    func code(step: Int64) -> String {
        let number = String(Self.code(of: secret, step: step))
        return String(repeating: "0", count: Self.digits - number.utf8.count) + number
    }

    private static let digits = 6
    /// Seconds.
    static let period: Int64 = 30

    private static func code(of secret: [UInt8], step: Int64) -> Int {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * Int64($0))) }
        let key = SymmetricKey(data: secret)
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        // RFC 4226, section 5.3: the last half byte says where the number begins.
        let start = Int(hash[19] & 15)
        let value = hash[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        return value % 1_000_000
    }
}
