/// A mail to a member that the newsroom has to send; its words are made when it is sent.
public struct Letter: Hashable, Sendable {
    /// What it tells; a closed set, and the store has a row for each.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Brings the link by which a new member sets their first password.
        case invitation
        /// Brings a link by which another password is set.
        case recovery
        /// An administrator was shown such a link.
        case linkShown = "link_shown"
        case passwordChanged = "password_changed"
        /// The address is another one; goes to the old and to the new.
        case emailChanged = "email_changed"
        case factorAdded = "factor_added"
        case factorRemoved = "factor_removed"
        case recoveryCodeUsed = "recovery_code_used"
        case passkeyAdded = "passkey_added"
        case passkeyRemoved = "passkey_removed"

        /// Whether it brings a one-time link.
        public var bringsLink: Bool { self == .invitation || self == .recovery }
    }

    /// Where it is on its way; a closed set, and the store has a row for each.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case waiting
        /// A mail server has taken it.
        case sent
        case givenUp = "given_up"
        /// Its link stopped working before it was sent.
        case overtaken
    }

    /// What became of a letter until now.
    public struct Fate: Hashable, Sendable {
        public let state: State
        /// What came of the last attempt, in codes; empty where none failed.
        public let fault: String

        public init(state: State, fault: String) {
            self.state = state
            self.fault = fault
        }
    }

    public let number: Int64
    /// The same at each attempt, and no other letter's: 32 hexadecimal digits.
    public let identifier: String
    /// The newspaper in whose newsroom it was written.
    public let site: SiteNumber
    public let kind: Kind
    /// Whom it is about.
    public let member: MemberNumber
    /// Where it goes, also when the member has another address by now.
    public let recipient: EmailAddress
    public let written: Timestamp
    /// Who did what it tells; nil for the member themselves, or somebody who gave the member's address.
    public let actor: Actor?
    /// From which network address; empty where there is none.
    public let address: String
    /// With which browser and system; empty where that is not known.
    public let device: String
    /// What else it says, as the new address.
    public let detail: String
    /// Until when the link works that it brings.
    public let linkUntil: Timestamp?
    public let state: State
    /// How often it was tried to send it.
    public let attempts: Int
    /// What came of the last attempt, in codes; empty where none failed.
    public let fault: String
    /// Since when it is not waiting any more.
    public let ended: Timestamp?

    public init(
        number: Int64 = 0,
        identifier: String,
        site: SiteNumber,
        kind: Kind,
        member: MemberNumber,
        recipient: EmailAddress,
        written: Timestamp,
        actor: Actor? = nil,
        address: String = "",
        device: String = "",
        detail: String = "",
        linkUntil: Timestamp? = nil,
        state: State = .waiting,
        attempts: Int = 0,
        fault: String = "",
        ended: Timestamp? = nil
    ) {
        self.number = number
        self.identifier = identifier
        self.site = site
        self.kind = kind
        self.member = member
        self.recipient = recipient
        self.written = written
        self.actor = actor
        self.address = address
        self.device = device
        self.detail = detail
        self.linkUntil = linkUntil
        self.state = state
        self.attempts = attempts
        self.fault = fault
        self.ended = ended
    }

    /// Seconds for which it is tried to send a letter: three days.
    public static let patience: Int64 = 3 * 86_400
    /// Seconds after which what became of a letter is forgotten: 30 days.
    public static let memory: Int64 = 30 * 86_400

    /// Seconds from an attempt to the next: one minute after the first, then twice as long each time, four hours at most.
    public static func pause(afterAttempt attempt: Int) -> Int64 {
        min(60 << Int64(min(max(attempt, 1) - 1, 12)), 4 * 3_600)
    }

    /// Whether it is worth sending: not when nobody has taken it for days, or its link works no longer.
    public func isWorthSending(at now: Timestamp) -> Bool {
        now < written.adding(seconds: Self.patience) && linkUntil.map { now < $0 } ?? true
    }
}

/// Somebody on the page of the sign-in has forgotten a password.
///
/// Whether there is such an account is found out later, so that the answer takes the same time in any case.
public struct RecoveryRequest: Hashable, Sendable {
    public let number: Int64
    public let email: EmailAddress
    /// The newspaper in whose newsroom it was asked.
    public let site: SiteNumber
    public let at: Timestamp
    public let address: String
    public let device: String

    public init(
        number: Int64 = 0,
        email: EmailAddress,
        site: SiteNumber,
        at: Timestamp,
        address: String,
        device: String
    ) {
        self.number = number
        self.email = email
        self.site = site
        self.at = at
        self.address = address
        self.device = device
    }
}
