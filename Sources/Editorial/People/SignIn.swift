public import News

/// Somebody has signed in: what their browser keeps, and who they are.
public struct SignIn: Sendable {
    /// The session's secret, which nobody else is told and the store does not know.
    public let token: String
    public let member: Member
}

/// A request of somebody who is signed in.
public struct SignedIn: Sendable {
    public let member: Member
    public let session: Session
}

/// A one-time link that was just made, to be given to the member.
public struct Invitation: Sendable {
    public let member: Member
    /// The link's secret, which nobody can ask for again.
    public let token: String
    public let expires: Timestamp

    /// Where the link leads, below the newspaper's address.
    public var path: String { OneTimeLink.path(token: token) }
}
