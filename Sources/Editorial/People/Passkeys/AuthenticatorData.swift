internal import Crypto

/// What a device says of itself and of what it did (Web Authentication level 2, 6.1).
struct AuthenticatorData {
    let counter: Int64
    /// Of a passkey that was just made: its name on the device, and its key as bytes of COSE.
    let made: (credential: [UInt8], key: [UInt8])?

    /// - Parameters:
    ///   - bytes: As the device wrote them.
    ///   - host: For which the passkey must be.
    /// - Returns: Nil where they are malformed, for another host, or nobody was there who showed who they are.
    init?(_ bytes: [UInt8], for host: String) {
        guard bytes.count >= 37, Array(bytes[..<32]) == Array(SHA256.hash(data: Array(host.utf8))) else { return nil }
        let flags = Flags(rawValue: bytes[32])
        guard flags.contains([.present, .verified]), !flags.contains(.backedUp) || flags.contains(.mayBeBackedUp) else {
            return nil
        }
        counter = bytes[33..<37].reduce(0) { $0 << 8 | Int64($1) }
        var rest = bytes[37...]
        if flags.contains(.hasKey) {
            guard let (credential, key, after) = Self.key(in: rest) else { return nil }
            made = (credential, key)
            rest = after
        } else {
            made = nil
        }
        if flags.contains(.hasExtensions) {
            guard let (value, after) = CBOR.first(of: rest), case .map = value else { return nil }
            rest = after
        }
        guard rest.isEmpty else { return nil }
    }

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let present = Flags(rawValue: 1)
        static let verified = Flags(rawValue: 4)
        static let mayBeBackedUp = Flags(rawValue: 8)
        static let backedUp = Flags(rawValue: 16)
        static let hasKey = Flags(rawValue: 64)
        static let hasExtensions = Flags(rawValue: 128)
    }

    /// Behind 16 bytes that name the device's make: two of a length, the credential, the key.
    private static func key(
        in bytes: ArraySlice<UInt8>
    ) -> (credential: [UInt8], key: [UInt8], rest: ArraySlice<UInt8>)? {
        guard bytes.count >= 18 else { return nil }
        let length = bytes.dropFirst(16).prefix(2).reduce(0) { $0 << 8 | Int($1) }
        let behind = bytes.dropFirst(18)
        guard (1...1_023).contains(length), behind.count > length else { return nil }
        let keyBytes = behind.dropFirst(length)
        guard let (value, rest) = CBOR.first(of: keyBytes), PublicKey(cose: value) != nil else { return nil }
        return (Array(behind.prefix(length)), Array(keyBytes.prefix(keyBytes.count - rest.count)), rest)
    }
}
