internal import Crypto
internal import CryptoExtras

/// The public half of a passkey, in one of the three forms that devices use (COSE, RFC 9053).
enum PublicKey {
    case es256(P256.Signing.PublicKey)
    case eddsa(Curve25519.Signing.PublicKey)
    case rs256(_RSA.Signing.PublicKey)

    /// Of COSE algorithms, those that can be read, the one that is liked most first.
    static let algorithms = [-7, -8, -257]

    /// Reads a key; nil where it is none of these, or its numbers make none.
    init?(cose: CBOR) {
        let parts = (cose[.unsigned(1)], cose[.unsigned(3)])
        switch parts {
        // EC2, ES256, on P-256.
        case (.unsigned(2)?, .negative(6)?):
            guard cose[.negative(0)] == .unsigned(1), let x = cose[.negative(1)]?.asBytes, x.count == 32,
                let y = cose[.negative(2)]?.asBytes, y.count == 32,
                let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y)
            else { return nil }
            self = .es256(key)
        // OKP, EdDSA, on Ed25519.
        case (.unsigned(1)?, .negative(7)?):
            guard cose[.negative(0)] == .unsigned(6), let x = cose[.negative(1)]?.asBytes, x.count == 32,
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
            else { return nil }
            self = .eddsa(key)
        // RSA, RS256.
        case (.unsigned(3)?, .negative(256)?):
            guard let n = cose[.negative(0)]?.asBytes, (256...512).contains(n.count),
                let e = cose[.negative(1)]?.asBytes, (1...4).contains(e.count),
                let key = try? _RSA.Signing.PublicKey(n: n, e: e)
            else { return nil }
            self = .rs256(key)
        default: return nil
        }
    }

    /// Whether a signature over the data was made with the private half.
    func isValid(_ signature: [UInt8], for data: [UInt8]) -> Bool {
        switch self {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: data)
        case .eddsa(let key): return key.isValidSignature(signature, for: data)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
        }
    }
}
