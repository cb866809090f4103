/// Who asks a depot: an access key of the service and its secret.
public struct S3Credentials: Sendable {
    let accessKey: String
    let secret: String
    let sessionToken: String?

    /// - Parameters:
    ///   - accessKey: The key's name, which is no secret.
    ///   - secret: What requests are signed with; it is never sent.
    ///   - sessionToken: What comes with a key that holds for some hours.
    public init(accessKey: String, secret: String, sessionToken: String? = nil) {
        self.accessKey = accessKey
        self.secret = secret
        self.sessionToken = sessionToken
    }
}

extension S3Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Without the secret, so that no log has it.
    public var description: String { "the key \(accessKey)" }
    /// The same.
    public var debugDescription: String { description }
    /// Nothing, as `dump` would show the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
