/// A passkey of a member: a key pair of which a device or a password manager has the private half (W3C Web Authentication).
///
/// Whoever uses one has it and has shown their finger, face or PIN to it, so it counts as both factors.
public struct Passkey: Hashable, Sendable {
    /// By which it is named where it is removed; no secret.
    public let number: Int64
    public let member: MemberNumber
    /// By which the device knows it, in base64url.
    public let credential: String
    /// As the device gave it (COSE), in base64url.
    public let publicKey: String
    /// The host for which it was made; it works for no other.
    public let host: String
    /// What the member calls it.
    public let name: String
    /// How often it was used, as far as the device counts; 0 where it does not.
    public let counter: Int64
    public let added: Timestamp
    public let lastUsed: Timestamp?

    public init(
        number: Int64 = 0,
        member: MemberNumber,
        credential: String,
        publicKey: String,
        host: String,
        name: String,
        counter: Int64,
        added: Timestamp,
        lastUsed: Timestamp? = nil
    ) {
        self.number = number
        self.member = member
        self.credential = credential
        self.publicKey = publicKey
        self.host = host
        self.name = name
        self.counter = counter
        self.added = added
        self.lastUsed = lastUsed
    }

    /// Passkeys that a member has at most.
    public static let most = 20
    /// Seconds for which a challenge is good.
    public static let patience: Int64 = 300

    /// What a passkey is called: one line.
    /// - Throws: `invalid` where nothing of it would be seen, or it is too long.
    public static func checkedName(_ name: String) throws(NewsError) -> String {
        let line = name.fits(characters: 200) ? name.collapsedWhitespace : name
        guard !line.isEmpty, line.fits(characters: 60) else {
            throw NewsError(.invalid, "A passkey's name has 1 to 60 characters.")
        }
        return line
    }

    /// Whether the device may have counted on to this.
    ///
    /// A count that does not grow tells of a copy of the key (Web Authentication level 2, 6.1.1).
    public func allows(counter next: Int64) -> Bool { (counter == 0 && next == 0) || next > counter }
}

/// The page on which a passkey is made or used, as the browser names it.
public struct PasskeyPlace: Hashable, Sendable {
    /// Scheme, host and port.
    public let origin: String
    /// The host alone, in lower case.
    public let host: String

    /// - Parameters:
    ///   - authority: The host of the request, with the port that it names; one of ours.
    ///   - isSecure: Whether it came by HTTPS.
    /// - Returns: Nil for an address in place of a name: browsers make passkeys for names alone.
    public init?(authority: String, isSecure: Bool) {
        let authority = authority.lowercased()
        let host = String(authority.prefix { $0 != ":" })
        guard host.isHostName, host.utf8.last.map({ (97...122).contains($0) }) == true else { return nil }
        self.host = host
        origin = (isSecure ? "https://" : "http://") + authority
    }
}
