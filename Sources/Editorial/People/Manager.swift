public import News

/// Who manages the people of the newsroom.
public struct Manager: Sendable {
    let member: MemberNumber?
    let actor: Actor
    let address: String

    /// Whoever may run `warta` on the server; they may do all that an administrator may.
    public static let commandLine = Manager(member: nil, actor: .commandLine, address: "")

    private init(member: MemberNumber?, actor: Actor, address: String) {
        self.member = member
        self.actor = actor
        self.address = address
    }

    /// A member who is signed in; whether they may is asked when they do it.
    public init(_ member: Member, from caller: Caller) {
        self.init(member: member.number, actor: member.actor, address: caller.address)
    }
}
