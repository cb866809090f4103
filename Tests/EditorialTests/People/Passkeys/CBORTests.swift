import News
import TestSupport
import Testing

@testable import Editorial

/// The bytes of devices are hostile until they are read.
@Suite struct CBORTests {
    private func bytes(_ text: String) -> [UInt8] { Hexadecimal.read(text.replacing(" ", with: "")) ?? [] }

    @Test func `what authenticators write is read (RFC 8949, appendix A)`() {
        let values: [(String, CBOR)] = [
            ("00", .unsigned(0)), ("17", .unsigned(23)), ("1818", .unsigned(24)), ("1903e8", .unsigned(1_000)),
            ("1a000f4240", .unsigned(1_000_000)), ("1bffffffffffffffff", .unsigned(.max)), ("20", .negative(0)),
            ("3903e7", .negative(999)), ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null), ("40", .bytes([])),
            ("4401020304", .bytes([1, 2, 3, 4])), ("62c3bc", .text("ü")), ("80", .array([])),
            (
                "8301820203820405",
                .array([.unsigned(1), .array([.unsigned(2), .unsigned(3)]), .array([.unsigned(4), .unsigned(5)])])
            ),
            ("a201020304", .map([.unsigned(1): .unsigned(2), .unsigned(3): .unsigned(4)])),
        ]
        for (text, value) in values {
            #expect(CBOR(bytes(text)) == value, "\(text)")
        }
    }

    @Test(arguments: [
        "", "18", "1817", "190017", "1a00000001", "1b0000000000000001", "1c", "1f", "3f", "41", "5f4101ff",
        "5bffffffffffffffff",
        "61ff", "62c328", "7bffffffffffffffff", "9bffffffffffffffff", "9f01ff", "81", "bbffffffffffffffff", "bf0102ff",
        "a1", "a101", "a201020102", "a1400a", "a1f501", "c001", "d81800", "f7", "f97e00", "fb3ff0000000000000", "ff",
        "0000",
        "8181818181818181818100",
    ]) func `what is cut off, lengthened, tagged, doubled or deeper than any answer is none`(text: String) {
        #expect(CBOR(bytes(text)) == nil)
    }

    @Test func `no bytes end the process or take more than their length`() throws {
        var chance = Seeded(seed: 11)
        let sample = Authenticator().made("AAAA")
        let whole = try #require(Base64URL.read(sample.attestation))
        #expect(CBOR(whole) != nil)
        for length in whole.indices { #expect(CBOR(whole[..<length]) == nil) }
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                bytes[Int.random(in: bytes.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            let data = CBOR(bytes)?[.text("authData")]?.asBytes
            _ = data.flatMap { AuthenticatorData($0, for: "warta.example") }
        }
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
                UInt8.random(in: 0...255, using: &chance)
            }
            _ = CBOR(bytes)
            _ = AuthenticatorData(bytes, for: "warta.example")
        }
        #expect(CBOR([UInt8](repeating: 0x81, count: 100_000)) == nil)
    }

    @Test func `a key that is on no curve, too short, or of another kind is none`() {
        let x = Array(repeating: UInt8(7), count: 32)
        func key(_ values: [CBOR: CBOR]) -> PublicKey? { PublicKey(cose: .map(values)) }
        let ec: [CBOR: CBOR] = [
            .unsigned(1): .unsigned(2), .unsigned(3): .negative(6), .negative(0): .unsigned(1), .negative(1): .bytes(x),
            .negative(2): .bytes(x),
        ]
        #expect(key(ec) == nil)
        #expect(key(ec.merging([.negative(1): .bytes([1])]) { $1 }) == nil)
        #expect(
            key([
                .unsigned(1): .unsigned(3), .unsigned(3): .negative(256), .negative(0): .bytes(x),
                .negative(1): .bytes([3]),
            ]) == nil
        )
        #expect(key([.unsigned(1): .unsigned(2), .unsigned(3): .negative(7)]) == nil)
        #expect(PublicKey(cose: .null) == nil)
    }

    @Test func `base64url has one spelling`() {
        for text in ["AA==", "AB", "A", "A+", "A/", "é", "AA A", "AA\n"] {
            #expect(Base64URL.read(text) == nil, "\(text)")
        }
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64URL.read(Base64URL.write(bytes)) == bytes)
        }
    }
}
