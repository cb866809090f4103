/// One line of the security log: what happened to an account, or what somebody was refused.
public struct SecurityEvent: Hashable, Sendable {
    /// A closed set; the store has a row for each.
    public enum Act: String, Hashable, Sendable, CaseIterable {
        case memberAdded = "member_added"
        /// Name, address, role or sections are others.
        case memberChanged = "member_changed"
        case memberDeactivated = "member_deactivated"
        case memberActivated = "member_activated"
        /// A one-time link was made, for a first password or a forgotten one.
        case linkMade = "link_made"
        /// Whoever gave the member's address on the page of the sign-in is sent such a link.
        case linkAskedFor = "link_asked_for"
        /// A password was set by a one-time link.
        case passwordSet = "password_set"
        case passwordChanged = "password_changed"
        /// A second factor is asked for from now on.
        case factorAdded = "factor_added"
        /// It is asked for no longer.
        case factorRemoved = "factor_removed"
        case recoveryCodeUsed = "recovery_code_used"
        case passkeyAdded = "passkey_added"
        case passkeyRemoved = "passkey_removed"
        case signedIn = "signed_in"
        /// The password was wrong, or there is no such account.
        case signInFailed = "sign_in_failed"
        /// So many were wrong that further ones wait.
        case signInsSlowed = "sign_ins_slowed"
        case signedOut = "signed_out"
        /// One session was ended from another.
        case sessionEnded = "session_ended"
        case allSessionsEnded = "all_sessions_ended"
        /// A member wanted to do what their rights do not allow.
        case rightRefused = "right_refused"
    }

    /// Ascending; 0 before it is kept.
    public let sequence: Int64
    public let at: Timestamp
    public let act: Act
    /// Whose account it is; nil where there is none, as at a sign-in with an unknown address.
    public let member: MemberNumber?
    /// Who did it; nil for a stranger.
    public let actor: Actor?
    /// From which network address; empty where there is none, as on the command line.
    public let address: String
    /// What else is to be known, in the program's own words; never a password, a token or what a stranger typed.
    public let detail: String

    public init(
        sequence: Int64 = 0,
        at: Timestamp,
        act: Act,
        member: MemberNumber?,
        actor: Actor?,
        address: String = "",
        detail: String = ""
    ) {
        self.sequence = sequence
        self.at = at
        self.act = act
        self.member = member
        self.actor = actor
        self.address = address
        self.detail = detail
    }
}
