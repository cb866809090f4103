/// A member's second factor: the codes of an authenticator app, and for the day on which the phone is lost some codes on
/// paper.
public struct SecondFactor: Hashable, Sendable {
    /// Since when it is asked for.
    public let since: Timestamp
    /// Recovery codes that were not used yet.
    public let recoveryCodes: Int

    public init(since: Timestamp, recoveryCodes: Int) {
        self.since = since
        self.recoveryCodes = recoveryCodes
    }

    /// Recovery codes that a member gets.
    public static let recoveryCodesGiven = 10
    /// Seconds within which the code follows the password.
    public static let patience: Int64 = 300
}

/// What an authenticator app is told, once.
public struct SecondFactorSetup: Hashable, Sendable {
    /// In base 32, for whoever types it.
    public let secret: String
    /// The same as an address that apps read, also out of a square code.
    public let uri: String

    /// - Parameters:
    ///   - secret: In base 32.
    ///   - email: By which the app tells accounts apart.
    ///   - newspaper: What the app shows above the code.
    public init(secret: String, email: EmailAddress, newspaper: String) {
        self.secret = secret
        let issuer = PercentEncoding.encodeWhole(newspaper)
        let account = PercentEncoding.encodeWhole(email.text)
        uri = "otpauth://totp/\(issuer):\(account)?secret=\(secret)&issuer=\(issuer)"
    }
}
