public import News

extension ReadTransaction {
    /// The one-time link whose token has this digest.
    ///
    /// Nil if it was used or replaced, if it has expired, or if its member may not sign in.
    public func link(digest: String, at now: Timestamp) throws -> OneTimeLink? {
        guard let row = try sql.row("SELECT member, expires FROM one_time_link WHERE digest = $1", [.text(digest)]),
            let member = try member(MemberNumber(rawValue: try row.required(0))), member.isActive
        else { return nil }
        let expires = try row.time(1)
        let isFirst = try passwordHash(of: member.number) == nil
        return now < expires ? OneTimeLink(member: member, expires: expires, isFirst: isFirst) : nil
    }
}

extension WriteTransaction {
    /// Saves a one-time link for a member; it replaces the one before, which can no longer be used.
    public func keepLink(digest: String, for member: MemberNumber, until expires: Timestamp) throws {
        try sql.execute(
            """
            INSERT INTO one_time_link (member, digest, expires) VALUES ($1, $2, $3)
            ON CONFLICT (member) DO UPDATE SET digest = excluded.digest, expires = excluded.expires
            """,
            [SQLValue(member), .text(digest), SQLValue(expires)]
        )
    }

    /// Deletes the one-time link of a member, if there is one.
    public func dropLink(of member: MemberNumber) throws {
        try sql.execute("DELETE FROM one_time_link WHERE member = $1", [SQLValue(member)])
    }
}
