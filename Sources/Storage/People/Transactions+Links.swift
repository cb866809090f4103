public import News

extension ReadTransaction {
    /// The one-time link whose token has this digest.
    ///
    /// Nil if it was used or replaced, if it has expired, or if its member may not sign in.
    public func link(digest: String, at now: Timestamp) throws -> OneTimeLink? {
        let query = """
            SELECT member, expires FROM one_time_link WHERE digest = $1
            UNION ALL SELECT member, expires FROM mailed_link WHERE digest = $1
            """
        guard let row = try sql.row(query, [.text(digest)]),
            let member = try member(MemberNumber(rawValue: try row.required(0))), member.isActive
        else { return nil }
        let expires = try row.time(1)
        let isFirst = try passwordHash(of: member.number) == nil
        return now < expires ? OneTimeLink(member: member, expires: expires, isFirst: isFirst) : nil
    }
}

extension WriteTransaction {
    /// Saves a one-time link for a member; it replaces those before, which can no longer be used.
    public func keepLink(digest: String, for member: MemberNumber, until expires: Timestamp) throws {
        try dropLink(of: member)
        try sql.execute(
            """
            INSERT INTO one_time_link (member, digest, expires) VALUES ($1, $2, $3)
            """,
            [SQLValue(member), .text(digest), SQLValue(expires)]
        )
    }

    /// Saves a one-time link that goes to a member by mail.
    ///
    /// Each attempt to send a letter has a link of its own, so that the store need not know any; all of them work until
    /// one is used.
    public func keepMailedLink(
        digest: String,
        for member: MemberNumber,
        until expires: Timestamp,
        at now: Timestamp
    )
        throws
    {
        try sql.execute("DELETE FROM mailed_link WHERE expires <= $1", [SQLValue(now)])
        try sql.execute(
            "INSERT INTO mailed_link (digest, member, expires) VALUES ($1, $2, $3)",
            [.text(digest), SQLValue(member), SQLValue(expires)]
        )
    }

    /// Deletes the one-time links of a member, also those that are still to be sent.
    public func dropLink(of member: MemberNumber) throws {
        for table in ["one_time_link", "mailed_link"] {
            try sql.execute("DELETE FROM \(table) WHERE member = $1", [SQLValue(member)])
        }
        try overtakeLetters(to: member)
    }
}
