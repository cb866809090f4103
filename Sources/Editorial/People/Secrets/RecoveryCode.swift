internal import Crypto
internal import News

/// A code on paper for the day on which the phone is lost: 80 random bits as four groups of four letters and digits.
struct RecoveryCode: Sendable {
    let text: String

    init() {
        let signs = SymmetricKey(size: SymmetricKeySize(bitCount: 80)).withUnsafeBytes { Base32.write(Array($0)) }
        let groups = stride(from: 0, to: signs.count, by: 4).map { signs.dropFirst($0).prefix(4) }
        text = groups.joined(separator: "-").lowercased()
    }

    /// By which the store knows a code of a member; nil where what was typed can be none.
    static func digest(of typed: String, _ member: MemberNumber) -> String? {
        guard typed.utf8.count <= 64 else { return nil }
        let signs = typed.lowercased().filter { $0 != "-" && $0 != " " }
        guard signs.utf8.count == 16 else { return nil }
        return Secret.digest(of: "recovery\n\(member)\n\(signs)")
    }
}
