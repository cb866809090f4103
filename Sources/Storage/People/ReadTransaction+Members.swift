public import News

// Only `passwordHash(of:)` returns password hashes; no other value contains them.

extension ReadTransaction {
    /// A member by number, even a deactivated one.
    public func member(_ number: MemberNumber) throws -> Member? {
        try member(Self.memberQuery + "WHERE number = $1", SQLValue(number))
    }

    /// The member who signs in with an address, however it is spelled.
    public func member(email: EmailAddress) throws -> Member? {
        try member(Self.memberQuery + "WHERE email_key = $1", .text(email.key))
    }

    /// The member with this key, by which the journal names them.
    public func member(key: String) throws -> Member? {
        try member(Self.memberQuery + "WHERE key = $1", .text(key))
    }

    /// All members, those who are active first, by name.
    public func members() throws -> [Member] {
        var sections: [Int64: Set<Slug>] = [:]
        try sql.forEachRow("SELECT member, section FROM member_section") { row in
            sections[try row.required(0), default: []].insert(try row.slug(1))
        }
        return try sql.rows(Self.memberQuery + "ORDER BY is_active DESC, name, number").map { row in
            try Member(row, sections: sections[try row.required(0)] ?? [])
        }
    }

    /// Whether there is any member.
    public func hasMembers() throws -> Bool {
        try sql.row("SELECT 1 FROM member LIMIT 1") != nil
    }

    /// The hash of a member's password; nil if they have none yet.
    public func passwordHash(of member: MemberNumber) throws -> String? {
        try sql.row("SELECT password FROM member WHERE number = $1", [SQLValue(member)])?.text(0)
    }

    /// How many administrators can sign in, besides one member; whoever has set no password yet cannot.
    public func administrators(besides member: MemberNumber) throws -> Int {
        let query = """
            SELECT count(*) FROM member
            WHERE role = 'administrator' AND is_active = 1 AND password IS NOT NULL AND number <> $1
            """
        return Int(try sql.row(query, [SQLValue(member)])?.required(0) ?? 0)
    }

    /// Who saved the first version of a story.
    public func beginner(of story: StoryNumber) throws -> Actor? {
        try sql.row("SELECT actor FROM revision WHERE story = $1 AND version = 1", [SQLValue(story)])?.text(0)
            .flatMap { Actor($0) }
    }

    /// Whether any newspaper of the house has a section with this slug.
    public func knowsSection(_ slug: Slug) throws -> Bool {
        try sql.row("SELECT 1 FROM section WHERE slug = $1", [SQLValue(slug)]) != nil
    }

    /// The names of the house's newspapers.
    public func newspaperNames() throws -> [String] {
        try sql.rows("SELECT name FROM site").map { try $0.string(0) }
    }

    private func member(_ query: String, _ value: SQLValue) throws -> Member? {
        guard let row = try sql.row(query, [value]) else { return nil }
        let sections = try sql.rows(
            "SELECT section FROM member_section WHERE member = $1",
            [.integer(try row.required(0))]
        )
        return try Member(row, sections: Set(try sections.map { try $0.slug(0) }))
    }

    private static let memberQuery = "SELECT number, key, name, email, role, is_active FROM member "
}

extension Member {
    fileprivate init(_ row: SQLRow, sections: Set<Slug>) throws {
        guard let email = EmailAddress(stored: try row.string(3)) else { throw SQLFault.column(3, "an e-mail address") }
        guard let role = Role(rawValue: try row.string(4)) else { throw SQLFault.column(4, "a role") }
        self.init(
            number: MemberNumber(rawValue: try row.required(0)),
            key: try row.string(1),
            name: try row.string(2),
            email: email,
            role: role,
            sections: sections,
            isActive: try row.required(5) == 1
        )
    }
}
