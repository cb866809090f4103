internal import Crypto
internal import CryptoExtras
internal import News

/// What the store keeps of a password: scrypt (RFC 7914) with its cost and salt, in one line of text, as
/// `$scrypt$ln=15,r=8,p=3$SALT$KEY`.
struct PasswordHash: Sendable {
    let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// What one guess costs.
    struct Cost: Hashable, Sendable {
        /// The memory, 2 to the power of this times 128 times `blockSize` bytes, as a power of two.
        let logRounds: Int
        let blockSize: Int
        /// How often it is all done.
        let parallelism: Int

        /// 32 MiB, three times: a quarter of a second of one core (`docs/decisions/0042-passwords.md`).
        static let usual = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
    }

    /// Hashes a password with a new salt.
    init(_ password: Password, cost: Cost) throws {
        self.cost = cost
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        key = try Self.derive(password.bytes, salt, cost)
    }

    /// The hash of no password, for the work that an account without one is to cost.
    init(ofNothing cost: Cost) {
        self.cost = cost
        salt = [UInt8](repeating: 0, count: 16)
        key = []
    }

    /// Reads the stored form; nil for any other text.
    init?(stored text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Cost(parts[2]),
            let salt = Hexadecimal.read(parts[3]), let key = Hexadecimal.read(parts[4]), salt.count == 16,
            key.count == 32
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    var stored: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(Hexadecimal.write(salt))$\(Hexadecimal.write(key))"
    }

    /// Whether it is of that password; takes as long whatever the answer is.
    func matches(_ password: [UInt8]) throws -> Bool {
        let other = try Self.derive(password, salt, cost)
        return zip(key, other).reduce(UInt8(key.count == other.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: [UInt8], _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: password,
            salt: salt,
            outputByteCount: 32,
            rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return key.withUnsafeBytes { Array($0) }
    }
}

extension PasswordHash.Cost {
    /// Reads `ln=15,r=8,p=3`, in bounds that no hash of ours leaves.
    fileprivate init?(_ text: Substring) {
        let names = ["ln=", "r=", "p="]
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == names.count else { return nil }
        let values = zip(names, parts).compactMap { name, part in
            part.hasPrefix(name) ? Digits.number(part.dropFirst(name.count), in: 1...20) : nil
        }
        guard values.count == names.count else { return nil }
        self.init(logRounds: values[0], blockSize: values[1], parallelism: values[2])
    }
}
