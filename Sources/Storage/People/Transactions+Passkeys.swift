public import News

extension ReadTransaction {
    /// A member's passkeys, the oldest first.
    public func passkeys(of member: MemberNumber) throws -> [Passkey] {
        try sql.rows(Self.passkeyQuery + "WHERE member = $1 ORDER BY number", [SQLValue(member)]).map(Passkey.init)
    }

    /// The passkey that devices know by this credential.
    public func passkey(credential: String) throws -> Passkey? {
        try sql.row(Self.passkeyQuery + "WHERE credential = $1", [.text(credential)]).map(Passkey.init)
    }

    private static let passkeyQuery = """
        SELECT number, member, credential, public_key, host, name, counter, added, last_used FROM passkey
        """ + " "
}

extension WriteTransaction {
    /// Adds a passkey; its own number is ignored.
    public func addPasskey(_ passkey: Passkey) throws {
        try sql.execute(
            """
            INSERT INTO passkey (number, member, credential, public_key, host, name, counter, added)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(try sql.nextNumber(of: .passkeys)), SQLValue(passkey.member), .text(passkey.credential),
                .text(passkey.publicKey), .text(passkey.host), .text(passkey.name), .integer(passkey.counter),
                SQLValue(passkey.added),
            ]
        )
    }

    /// Notes that a passkey was used.
    public func notePasskey(_ number: Int64, counter: Int64, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE passkey SET counter = $1, last_used = $2 WHERE number = $3",
            [.integer(counter), SQLValue(now), .integer(number)]
        )
    }

    /// Deletes one of a member's passkeys.
    public func dropPasskey(_ number: Int64, of member: MemberNumber) throws {
        try sql.execute(
            "DELETE FROM passkey WHERE number = $1 AND member = $2",
            [.integer(number), SQLValue(member)]
        )
    }

    /// Deletes all of a member's passkeys.
    public func dropPasskeys(of member: MemberNumber) throws {
        try sql.execute("DELETE FROM passkey WHERE member = $1", [SQLValue(member)])
    }

    /// Keeps what a new passkey has to sign.
    /// - Parameters:
    ///   - digest: Of the challenge.
    ///   - subject: A digest of for whom it is.
    ///   - expires: Until when it is good.
    ///   - now: The time; those that are over go.
    public func keepPasskeyChallenge(
        _ digest: String,
        _ subject: String,
        until expires: Timestamp,
        at now: Timestamp
    ) throws {
        try dropOldPasskeyChallenges(at: now)
        try sql.execute(
            "INSERT INTO passkey_challenge (digest, subject, expires) VALUES ($1, $2, $3)",
            [.text(digest), .text(subject), SQLValue(expires)]
        )
    }

    /// Uses up what a new passkey has signed.
    /// - Returns: Whether it was for that subject, and good still.
    public func takePasskeyChallenge(_ digest: String, _ subject: String, at now: Timestamp) throws -> Bool {
        try sql.execute(
            "DELETE FROM passkey_challenge WHERE digest = $1 AND subject = $2 AND expires > $3",
            [.text(digest), .text(subject), SQLValue(now)]
        ) > 0
    }

    /// Notes that a challenge of the sign-in was answered.
    /// - Returns: Whether it was not before.
    public func usePasskeyChallenge(_ digest: String, until expires: Timestamp, at now: Timestamp) throws -> Bool {
        try dropOldPasskeyChallenges(at: now)
        return try sql.execute(
            """
            INSERT INTO passkey_challenge (digest, subject, expires) VALUES ($1, 'used', $2)
            ON CONFLICT (digest) DO NOTHING
            """,
            [.text(digest), SQLValue(expires)]
        ) > 0
    }

    private func dropOldPasskeyChallenges(at now: Timestamp) throws {
        try sql.execute("DELETE FROM passkey_challenge WHERE expires <= $1", [SQLValue(now)])
    }
}

extension Passkey {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            number: try row.required(0),
            member: MemberNumber(rawValue: try row.required(1)),
            credential: try row.string(2),
            publicKey: try row.string(3),
            host: try row.string(4),
            name: try row.string(5),
            counter: try row.required(6),
            added: try row.time(7),
            lastUsed: row.optionalTime(8)
        )
    }
}
