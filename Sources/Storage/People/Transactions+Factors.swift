public import News

/// A second factor as it is stored.
public struct KeptFactor: Sendable {
    /// The app's secret in base 32.
    public let secret: String
    /// Since when codes are asked for; nil until one was right.
    public let since: Timestamp?
    /// The step of the last code that was taken: none is taken twice.
    public let lastStep: Int64
}

extension ReadTransaction {
    /// A member's second factor, also one that is only being set up.
    public func factor(of member: MemberNumber) throws -> KeptFactor? {
        let query = "SELECT secret, since, last_step FROM second_factor WHERE member = $1"
        return try sql.row(query, [SQLValue(member)]).map { row in
            KeptFactor(
                secret: try row.string(0),
                since: row.optionalTime(1),
                lastStep: try row.required(2)
            )
        }
    }

    /// How many recovery codes a member has left.
    public func recoveryCodes(of member: MemberNumber) throws -> Int {
        let query = "SELECT count(*) FROM recovery_code WHERE member = $1"
        return Int(try sql.row(query, [SQLValue(member)])?.required(0) ?? 0)
    }

    /// The member who has given the right password and is to give a code, told by the digest of what they were given for
    /// it; nil where that was long ago.
    public func challenged(digest: String, at now: Timestamp) throws -> MemberNumber? {
        try sql.row(
            "SELECT member FROM sign_in_challenge WHERE digest = $1 AND expires > $2",
            [.text(digest), SQLValue(now)]
        ).map { MemberNumber(rawValue: try $0.required(0)) }
    }
}

extension WriteTransaction {
    /// Keeps the secret of a second factor that is being set up; the one before is asked for no longer.
    public func beginFactor(of member: MemberNumber, secret: String) throws {
        try dropFactor(of: member)
        try sql.execute(
            "INSERT INTO second_factor (member, secret, last_step) VALUES ($1, $2, 0)",
            [SQLValue(member), .text(secret)]
        )
    }

    /// Asks for the second factor from now on.
    /// - Parameters:
    ///   - member: Whose.
    ///   - digests: Of the recovery codes.
    ///   - now: Since when.
    public func switchOnFactor(of member: MemberNumber, recoveryDigests digests: [String], at now: Timestamp) throws {
        try sql.execute(
            "UPDATE second_factor SET since = $1 WHERE member = $2",
            [SQLValue(now), SQLValue(member)]
        )
        for digest in digests {
            try sql.execute(
                "INSERT INTO recovery_code (member, digest) VALUES ($1, $2)",
                [SQLValue(member), .text(digest)]
            )
        }
    }

    /// Notes which code was taken last.
    public func noteCode(of member: MemberNumber, step: Int64) throws {
        try sql.execute(
            "UPDATE second_factor SET last_step = $1 WHERE member = $2",
            [.integer(step), SQLValue(member)]
        )
    }

    /// Uses up a recovery code.
    /// - Returns: Whether the member had it.
    public func useRecoveryCode(digest: String, of member: MemberNumber) throws -> Bool {
        try sql.execute(
            "DELETE FROM recovery_code WHERE member = $1 AND digest = $2",
            [SQLValue(member), .text(digest)]
        ) > 0
    }

    /// Asks a member for no second factor any more.
    public func dropFactor(of member: MemberNumber) throws {
        for table in ["recovery_code", "sign_in_challenge", "second_factor"] {
            try sql.execute("DELETE FROM \(table) WHERE member = $1", [SQLValue(member)])
        }
    }

    /// Keeps that a member has given the right password and is to give a code; those of others that are over go.
    public func challenge(_ member: MemberNumber, digest: String, until expires: Timestamp, at now: Timestamp) throws {
        try sql.execute("DELETE FROM sign_in_challenge WHERE expires <= $1", [SQLValue(now)])
        try sql.execute(
            "INSERT INTO sign_in_challenge (digest, member, expires) VALUES ($1, $2, $3)",
            [.text(digest), SQLValue(member), SQLValue(expires)]
        )
    }

    /// Forgets that a member is to give a code.
    public func dropChallenges(of member: MemberNumber) throws {
        try sql.execute("DELETE FROM sign_in_challenge WHERE member = $1", [SQLValue(member)])
    }
}
