public import News

extension WriteTransaction {
    /// Saves a new member, who is active and has no password yet.
    /// - Returns: The member with a number and a key of their own.
    /// - Throws: `conflict` if another member has the address.
    public func addMember(_ new: NewMember) throws -> Member {
        try checkFree(new.email, for: nil)
        let number = try sql.nextNumber(of: .members)
        let member = Member(
            number: MemberNumber(rawValue: number),
            key: try freeKey(new.name.nameKey),
            name: new.name,
            email: new.email,
            role: new.role,
            sections: new.sections,
            isActive: true
        )
        try sql.execute(
            """
            INSERT INTO member (number, key, name, email, email_key, role, is_active) VALUES ($1, $2, $3, $4, $5, $6, 1)
            """,
            [
                .integer(number), .text(member.key), .text(member.name), .text(member.email.text),
                .text(member.email.key),
                .text(member.role.rawValue),
            ]
        )
        try keepSections(of: member)
        return member
    }

    /// Saves the changes of a member.
    /// - Throws: `conflict` if another member has the address.
    public func updateMember(_ member: Member) throws {
        try checkFree(member.email, for: member.number)
        try sql.execute(
            """
            UPDATE member SET name = $1, email = $2, email_key = $3, role = $4, is_active = $5 WHERE number = $6
            """,
            [
                .text(member.name), .text(member.email.text), .text(member.email.key), .text(member.role.rawValue),
                .integer(member.isActive ? 1 : 0), SQLValue(member.number),
            ]
        )
        try sql.execute("DELETE FROM member_section WHERE member = $1", [SQLValue(member.number)])
        try keepSections(of: member)
    }

    /// Saves the hash of a member's password.
    public func setPassword(of member: MemberNumber, hash: String) throws {
        try sql.execute(
            "UPDATE member SET password = $1 WHERE number = $2",
            [.text(hash), SQLValue(member)]
        )
    }

    private func keepSections(of member: Member) throws {
        for section in member.sections.sorted() {
            try sql.execute(
                "INSERT INTO member_section (member, section) VALUES ($1, $2)",
                [SQLValue(member.number), SQLValue(section)]
            )
        }
    }

    private func checkFree(_ email: EmailAddress, for member: MemberNumber?) throws {
        guard let other = try self.member(email: email), other.number != member else { return }
        throw NewsError(
            .conflict,
            "\(other.name) signs in with that address already; each member has one of their own."
        )
    }

    /// The key, or the key with the first number after it that nobody has.
    private func freeKey(_ key: String) throws -> String {
        var (free, number) = (key, 1)
        while try member(key: free) != nil {
            number += 1
            free = "\(key) \(number)"
        }
        return free
    }
}
