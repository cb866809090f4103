/// A link by which one member sets a password, once: the first, or another for one that was forgotten.
public struct OneTimeLink: Hashable, Sendable {
    /// Whom it is for.
    public let member: Member
    /// When it ends.
    public let expires: Timestamp
    /// Whether the member has no password yet.
    public let isFirst: Bool

    public init(member: Member, expires: Timestamp, isFirst: Bool) {
        self.member = member
        self.expires = expires
        self.isFirst = isFirst
    }

    /// Seconds for which a link can be used: three days.
    public static let lifetime: Int64 = 3 * 86_400

    /// Seconds for which a link can be used that whoever has forgotten their password asked for: one day.
    public static let recoveryLifetime: Int64 = 86_400

    /// Where it leads, below the newspaper's address.
    public static func path(token: String) -> String { "/newsroom/link/" + token }
}
