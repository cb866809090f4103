/// A member's identity in the newsroom, for ever.
public struct MemberNumber: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public var description: String { String(rawValue) }
}

/// Somebody who may work in the newsroom, or once might.
///
/// Members are never deleted, so that what they did keeps its author; who leaves is deactivated.
public struct Member: Hashable, Sendable {
    public let number: MemberNumber
    /// By which the journal and the history name the member.
    ///
    /// It is the key of the name with which they came, and stays when they are called otherwise. A namesake who came
    /// later has a number behind it.
    public let key: String
    /// As colleagues see it.
    public let name: String
    public let email: EmailAddress
    public let role: Role
    /// The sections in which a reporter or an editor works, by their addresses; empty for all.
    public let sections: Set<Slug>
    /// Whether the member may sign in.
    public let isActive: Bool

    /// A member as it is stored.
    public init(
        number: MemberNumber,
        key: String,
        name: String,
        email: EmailAddress,
        role: Role,
        sections: Set<Slug>,
        isActive: Bool
    ) {
        self.number = number
        self.key = key
        self.name = name
        self.email = email
        self.role = role
        self.sections = sections
        self.isActive = isActive
    }

    /// The member as the journal names them.
    public var actor: Actor { .member(key) }

    /// The longest name, in characters.
    public static let longestName = 100

    /// A name as it may be kept: on one line, without what would turn the words around it.
    /// - Throws: `invalid` where a reader would see nothing of it, or it is too long.
    public static func checkedName(_ name: String) throws(NewsError) -> String {
        guard let line = name.line(upTo: longestName) else {
            throw NewsError(.invalid, "A member's name has 1 to \(longestName) characters.")
        }
        return line
    }
}
