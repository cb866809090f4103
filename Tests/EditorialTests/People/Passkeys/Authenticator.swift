import Crypto
import CryptoExtras
import Foundation
import News

@testable import Editorial

/// A device with one passkey, as browsers speak to it: it makes and signs whatever a test wants.
struct Authenticator {
    enum Key {
        case es256(P256.Signing.PrivateKey)
        case eddsa(Curve25519.Signing.PrivateKey)
        case rs256(_RSA.Signing.PrivateKey)
    }

    var key: Key = .es256(P256.Signing.PrivateKey())
    var credential: [UInt8] = Array("kunci pertama".utf8)
    var origin = "https://warta.example"
    var host = "warta.example"
    /// Present, verified, has a key (when it is made).
    var flags: UInt8 = 0x05
    var counter: UInt32 = 0
    var type: String?
    var more = ""

    func clientData(_ challenge: String, _ usual: String) -> [UInt8] {
        Array(#"{"type":"\#(type ?? usual)","challenge":"\#(challenge)","origin":"\#(origin)"\#(more)}"#.utf8)
    }

    /// Head of a CBOR value.
    static func head(_ kind: UInt8, _ count: Int) -> [UInt8] {
        switch count {
        case ..<24: [kind << 5 | UInt8(count)]
        case ..<256: [kind << 5 | 24, UInt8(count)]
        default: [kind << 5 | 25, UInt8(count >> 8), UInt8(count & 255)]
        }
    }

    static func bytes(_ bytes: some Collection<UInt8>) -> [UInt8] { head(2, bytes.count) + bytes }
    static func text(_ text: String) -> [UInt8] { head(3, text.utf8.count) + Array(text.utf8) }

    var cose: [UInt8] {
        switch key {
        case .es256(let key):
            let point = Array(key.publicKey.x963Representation)
            return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21] + Self.bytes(point[1..<33]) + [0x22]
                + Self.bytes(point[33...])
        case .eddsa(let key):
            return [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21] + Self.bytes(Array(key.publicKey.rawRepresentation))
        case .rs256(let key):
            // -257 is 0x39 0x0100.
            let parts = try? key.publicKey.getKeyPrimitives()
            return [0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20] + Self.bytes(Array(parts?.modulus ?? Data()))
                + [0x21] + Self.bytes(Array(parts?.publicExponent ?? Data()))
        }
    }

    func data(made: Bool) -> [UInt8] {
        var bytes = Array(SHA256.hash(data: Array(host.utf8)))
        bytes.append(made ? flags | 0x40 : flags)
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * UInt32($0))) }
        guard made else { return bytes }
        return bytes + [UInt8](repeating: 0, count: 16) + [UInt8(credential.count >> 8), UInt8(credential.count & 255)]
            + credential + cose
    }

    func made(_ challenge: String) -> MadePasskey {
        let object =
            [0xA3] + Self.text("fmt") + Self.text("none") + Self.text("attStmt") + [0xA0] + Self.text("authData")
            + Self.bytes(data(made: true))
        return MadePasskey(
            clientData: Base64URL.write(clientData(challenge, "webauthn.create")),
            attestation: Base64URL.write(object)
        )
    }

    func used(
        _ challenge: String,
        handle: String = "",
        tamper: (inout [UInt8]) -> Void = { _ in }
    ) throws -> UsedPasskey {
        let client = clientData(challenge, "webauthn.get")
        let data = data(made: false)
        let signed = data + Secret.hash(of: client)
        var signature: [UInt8]
        switch key {
        case .es256(let key): signature = Array(try key.signature(for: signed).derRepresentation)
        case .eddsa(let key): signature = Array(try key.signature(for: signed))
        case .rs256(let key):
            let digest = SHA256.hash(data: signed)
            signature = Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        }
        tamper(&signature)
        return UsedPasskey(
            credential: Base64URL.write(credential),
            clientData: Base64URL.write(client),
            authenticatorData: Base64URL.write(data),
            signature: Base64URL.write(signature),
            userHandle: handle
        )
    }
}
