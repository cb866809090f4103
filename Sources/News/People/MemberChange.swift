/// What is to be said of a new member.
public struct NewMember: Hashable, Sendable {
    public var name: String
    public var email: EmailAddress
    public var role: Role
    /// For a reporter or an editor; empty for all sections.
    public var sections: Set<Slug>

    public init(name: String, email: EmailAddress, role: Role, sections: Set<Slug> = []) {
        self.name = name
        self.email = email
        self.role = role
        self.sections = sections
    }

    /// The same as it may be kept.
    /// - Throws: `invalid` where the name is empty or too long, or sections are named for a role that works in all.
    public func checked() throws(NewsError) -> NewMember {
        var new = self
        new.name = try Member.checkedName(name)
        try role.check(sections)
        return new
    }
}

/// What is to be otherwise about a member; what is nil stays.
public struct MemberChange: Hashable, Sendable {
    public var name: String?
    public var email: EmailAddress?
    public var role: Role?
    public var sections: Set<Slug>?

    public init(name: String? = nil, email: EmailAddress? = nil, role: Role? = nil, sections: Set<Slug>? = nil) {
        self.name = name
        self.email = email
        self.role = role
        self.sections = sections
    }
}

extension Member {
    /// The member with a change; whoever comes to work in all sections loses those of their own.
    /// - Throws: `invalid`, as for a new member, and where a managing editor or an administrator becomes a reporter or an
    ///   editor and nothing is said of sections: none would mean all, which nobody asked for.
    public func changed(by change: MemberChange) throws(NewsError) -> Member {
        let role = change.role ?? role
        try role.check(change.sections ?? [])
        if self.role.isAboveSections, !role.isAboveSections, change.sections == nil {
            throw NewsError(.invalid, "Say in which sections \(self.name) works from now on, or that it is in all.")
        }
        var name = name
        if let other = change.name { name = try Self.checkedName(other) }
        return Member(
            number: number,
            key: key,
            name: name,
            email: change.email ?? email,
            role: role,
            sections: role.isAboveSections ? [] : change.sections ?? sections,
            isActive: isActive
        )
    }

    /// The member as one who may sign in, or may not.
    public func active(_ isActive: Bool) -> Member {
        Member(
            number: number,
            key: key,
            name: name,
            email: email,
            role: role,
            sections: sections,
            isActive: isActive
        )
    }

    /// Whether anything is otherwise, also how the address is spelled.
    public func differs(from other: Member) -> Bool {
        self != other || email.text != other.email.text
    }

    /// For the security log: `editor of dunia, politik`.
    public var rightsInWords: String {
        let all = sections.isEmpty ? "all sections" : sections.sorted().map(\.rawValue).joined(separator: ", ")
        return "\(role.rawValue) of \(all)"
    }

    /// For the security log: `name: Citra → Citra Lestari`.
    public func differencesInWords(to other: Member) -> String {
        [
            ("name", name, other.name), ("email", email.text, other.email.text),
            ("rights", rightsInWords, other.rightsInWords),
        ].filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) → \($0.2)" }.joined(separator: "; ")
    }
}

extension Role {
    fileprivate func check(_ sections: Set<Slug>) throws(NewsError) {
        guard isAboveSections, !sections.isEmpty else { return }
        throw NewsError(.invalid, "A managing editor or an administrator works in all sections; name none.")
    }
}
