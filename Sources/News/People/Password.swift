/// A password as it is compared: in NFC, so that it is the same on every keyboard (RFC 8265, *OpaqueString*).
///
/// It shows nothing of itself where it is printed.
public struct Password: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Its UTF-8.
    public let bytes: [UInt8]
    let text: String

    /// How many characters of Unicode a password has.
    public static let length = 8...1_024

    /// A password as somebody types it to sign in; nil where nobody can have one so long or so short.
    public init?(typed text: String) {
        // NFC is never three times shorter.
        guard text.utf8.count <= 16 * Self.length.upperBound else { return nil }
        let text = text.composed
        guard Self.length.contains(text.unicodeScalars.count) else { return nil }
        self.text = text
        bytes = Array(text.utf8)
    }

    public var description: String { "(a password)" }
    public var debugDescription: String { description }
}

/// Which passwords a member may choose.
public struct PasswordRules: Sendable {
    /// In lower case.
    private let common: Set<String>

    /// - Parameter common: The passwords that are tried first by whoever guesses.
    public init(common: some Sequence<String>) {
        self.common = Set(common.map { $0.lowercased() })
    }

    /// Takes a password that a member chooses.
    /// - Parameters:
    ///   - text: As it was typed.
    ///   - member: Who chooses it.
    ///   - newspapers: What the newspapers of the house are called.
    /// - Throws: `invalid` where it is too short or too long, holds a control character, or would be guessed soon.
    public func check(_ text: String, of member: Member, at newspapers: [String]) throws(NewsError) -> Password {
        guard let password = Password(typed: text) else {
            throw NewsError(
                .invalid,
                "A password has \(Password.length.lowerBound) to 1,024 characters; choose one of that length."
            )
        }
        guard password.text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw NewsError(.invalid, "The password holds a character that no keyboard has; type it again.")
        }
        guard !isGuessed(password.text, of: member, at: newspapers) else {
            throw NewsError(
                .invalid,
                "That password is one of those that are guessed first; choose another, such as four words that do not belong together."
            )
        }
        return password
    }

    private func isGuessed(_ text: String, of member: Member, at newspapers: [String]) -> Bool {
        let plain = text.lowercased()
        if common.contains(plain) || plain.isRepetition || plain.isRun { return true }
        let parts = member.email.key.split(separator: "@").map(String.init)
        let near =
            [member.name, member.email.key] + newspapers + parts + member.name.split(separator: " ").map(String.init)
        // Also with the digits and signs that people put behind a word when they are asked for some.
        let core = plain.lettersInside
        return near.map { $0.lowercased().lettersInside }.contains { !$0.isEmpty && $0 == core }
    }
}

extension String {
    /// Whether it is a piece of at most four characters again and again.
    fileprivate var isRepetition: Bool {
        let scalars = Array(unicodeScalars)
        return (1...4).contains { period in
            scalars.count > period
                && scalars.indices.dropFirst(period).allSatisfy { scalars[$0] == scalars[$0 - period] }
        }
    }

    /// Whether each character follows the one before: *abcdefgh*, *87654321*, *qwertyui*.
    fileprivate var isRun: Bool {
        let scalars = unicodeScalars.map(\.value)
        let steps = zip(scalars, scalars.dropFirst()).map { Int($1) - Int($0) }
        if steps.allSatisfy({ $0 == 1 }) || steps.allSatisfy({ $0 == -1 }) { return true }
        return ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"].contains { row in
            (row + row).contains(self) || String((row + row).reversed()).contains(self)
        }
    }

    /// The text without what stands between and behind its letters: `Citra.Lestari-2026!` gives `citralestari`.
    fileprivate var lettersInside: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.properties.isAlphabetic }))
    }
}
