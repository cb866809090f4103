public import News

/// Who manages the people of the newsroom.
public struct Manager: Sendable {
    let member: MemberNumber?
    let actor: Actor
    let address: String
    /// Whether they have just shown once more who they are.
    let isProven: Bool

    /// Whoever may run `warta` on the server; they may do all that an administrator may.
    public static let commandLine = Manager(member: nil, actor: .commandLine, address: "", isProven: true)

    private init(member: MemberNumber?, actor: Actor, address: String, isProven: Bool) {
        self.member = member
        self.actor = actor
        self.address = address
        self.isProven = isProven
    }

    /// A member who is signed in; whether they may is asked when they do it.
    public init(_ member: Member, from caller: Caller) {
        self.init(member: member.number, actor: member.actor, address: caller.address, isProven: false)
    }

    /// The same after they have shown once more who they are.
    var proven: Manager { Manager(member: member, actor: actor, address: address, isProven: true) }

    /// Lets only those go on who have just shown who they are: whoever finds a browser open has not.
    /// - Throws: `refused`.
    func checkProven() throws {
        guard isProven else {
            throw NewsError(.refused, "Give your own password once more; this changes how somebody signs in.")
        }
    }
}
