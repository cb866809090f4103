/// A member signed in on one device.
public struct Session: Hashable, Sendable {
    /// By which it is named where it is ended; no secret.
    public let number: Int64
    public let member: MemberNumber
    public let begun: Timestamp
    /// When it was last used, to within `Session.precision`.
    public let lastUsed: Timestamp
    /// The network address from which it was last used.
    public let address: String
    /// Browser and system, as far as the browser tells: *Firefox, Linux*; empty where it does not.
    public let device: String

    public init(
        number: Int64,
        member: MemberNumber,
        begun: Timestamp,
        lastUsed: Timestamp,
        address: String,
        device: String
    ) {
        self.number = number
        self.member = member
        self.begun = begun
        self.lastUsed = lastUsed
        self.address = address
        self.device = device
    }

    /// Seconds after which a session ends that nobody uses: 12 hours.
    public static let idleLimit: Int64 = 12 * 3_600
    /// Seconds after which a session ends however much it is used: 14 days.
    public static let absoluteLimit: Int64 = 14 * 86_400
    /// Seconds within which a further use is not written down.
    public static let precision: Int64 = 60
    /// Sessions that a member has at once; the one that was not used for longest gives way to another.
    public static let most = 20

    /// Whether it still lets somebody in.
    ///
    /// A clock that was set back makes no session live longer than its limits.
    public func isLive(at now: Timestamp) -> Bool {
        now < lastUsed.adding(seconds: Self.idleLimit) && now < begun.adding(seconds: Self.absoluteLimit)
    }
}
