import Crypto
import News

/// The key by which a server signs what machines are to trust (Ed25519, RFC 8032).
///
/// Its seed is a secret of the server, made when it first serves, and goes with the store into a backup or another database:
/// whoever has that can sign.
struct LedgerKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter secret: 32 bytes in hexadecimal digits.
    init?(secret: String) {
        let digits = Array(secret.utf8)
        guard digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
        guard bytes.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
            return nil
        }
        self.key = key
    }

    /// The public part as a JSON Web Key (RFC 8037, section 2).
    var publicKey: JSONValue {
        .members([
            "kty": "OKP", "crv": "Ed25519", "x": .string(x), "kid": .string(identifier), "alg": "EdDSA", "use": "sig",
        ])
    }

    /// The key's thumbprint, by which a signature names it (RFC 7638, section 3).
    var identifier: String {
        let members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"\(x)\"}"
        return Base64URL.write(SHA256.hash(data: Array(members.utf8)))
    }

    /// Bytes with their signature, in the compact form of a JSON Web Signature (RFC 7515, section 7.1).
    func sign(_ payload: [UInt8]) -> [UInt8] {
        let header = JSONValue.members(["alg": "EdDSA", "kid": .string(identifier)])
        let input = Base64URL.write(header.bytes) + "." + Base64URL.write(payload)
        // Ed25519 fails on no message; an empty signature would not verify.
        let signature = (try? key.signature(for: Array(input.utf8))).map { Base64URL.write($0) } ?? ""
        return Array((input + "." + signature).utf8)
    }

    private var x: String { Base64URL.write(key.publicKey.rawRepresentation) }
}
