public import News

extension ReadTransaction {
    /// What a member was told, the newest first.
    /// - Parameters:
    ///   - member: Whom.
    ///   - before: Only those before this number.
    ///   - limit: At most so many.
    public func notifications(
        of member: MemberNumber,
        before: Int64 = .max,
        limit: Int
    ) throws -> [Notification] {
        let values: [SQLValue] = [
            SQLValue(member), SQLValue(siteNumber), .integer(before), .integer(Int64(max(0, limit))),
        ]
        return try sql.rows(Self.notificationsQuery, values).map { row in
            guard let kind = Notification.Kind(rawValue: try row.string(2)) else { throw SQLFault.column(2, "a kind") }
            guard let actor = Actor(try row.string(5)) else { throw SQLFault.column(5, "an actor") }
            return Notification(
                number: try row.required(0),
                at: try row.time(1),
                kind: kind,
                story: try row.number(3),
                headline: row.text(4) ?? "",
                actor: actor,
                words: try row.string(6),
                isRead: row.integer(7) != nil,
                note: row.integer(8)
            )
        }
    }

    /// How many of them a member has not read; counted up to `Notification.mostCounted`.
    public func unreadNotifications(of member: MemberNumber) throws -> Int {
        let limit = Int64(Notification.mostCounted)
        let row = try sql.row(Self.unreadQuery, [SQLValue(member), SQLValue(siteNumber), .integer(limit)])
        return Int(try row?.required(0) ?? 0)
    }

    static let notificationsQuery = """
        SELECT notification.number, notification.at, coalesce(notification.finer_kind, notification.kind),
        notification.story,
        coalesce(desk_story.headline, story.headline), notification.actor, notification.words, notification.read_at,
        notification.note FROM notification LEFT JOIN desk_story ON desk_story.story = notification.story
        LEFT JOIN story ON story.number = notification.story
        WHERE notification.member = $1 AND notification.site = $2 AND notification.number < $3
        ORDER BY notification.number DESC LIMIT $4
        """

    static let unreadQuery = """
        SELECT count(*) FROM (SELECT 1 FROM notification WHERE member = $1 AND site = $2 AND read_at IS NULL LIMIT $3)
        AS known
        """
}

extension WriteTransaction {
    /// Tells a member of something, where they may sign in.
    /// - Parameters:
    ///   - member: Whom.
    ///   - kind: What happened.
    ///   - story: Of which story.
    ///   - actor: Who did it.
    ///   - words: What they said.
    ///   - note: The remark that it is about.
    ///   - now: When.
    public func notify(
        _ member: MemberNumber,
        _ kind: Notification.Kind,
        of story: StoryNumber,
        by actor: Actor,
        saying words: String = "",
        about note: Int64? = nil,
        at now: Timestamp
    ) throws {
        guard try self.member(member)?.isActive == true else { return }
        try sql.execute(
            """
            INSERT INTO notification (number, site, member, at, kind, finer_kind, story, actor, words, note)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .integer(try sql.nextNumber(of: .notifications)), SQLValue(siteNumber), SQLValue(member), SQLValue(now),
                .text((kind.coarser ?? kind).rawValue), SQLValue(kind.coarser == nil ? nil : kind.rawValue),
                SQLValue(story), .text(actor.description), .text(words), SQLValue(note),
            ]
        )
    }

    /// Whether anybody was told this of a story before, as far as that is kept.
    public func wasTold(_ kind: Notification.Kind, of story: StoryNumber, saying words: String) throws -> Bool {
        let values: [SQLValue] = [SQLValue(siteNumber), SQLValue(story), .text(kind.rawValue), .text(words)]
        return try sql.row(Self.toldQuery, values) != nil
    }

    static let toldQuery = """
        SELECT 1 FROM notification WHERE +site = $1 AND story = $2 AND finer_kind = $3 AND words = $4 LIMIT 1
        """

    /// Tells those whose story it is what a line of the journal says: whoever began it, and whoever has it in hand.
    ///
    /// What is sent back is for one of them: whoever has it in hand now, or else whoever began it.
    func notify(of entry: JournalEntry) throws {
        guard let kind = Notification.Kind(toldBy: entry) else { return }
        var told = Set([try task(of: entry.story).holder].compactMap { $0 })
        if kind != .sentBack || told.isEmpty, case .member(let key)? = try beginner(of: entry.story),
            let member = try member(key: key)
        {
            told.insert(member.number)
        }
        if case .member(let key) = entry.actor, let actor = try member(key: key) { told.remove(actor.number) }
        for member in told.sorted(by: { $0.rawValue < $1.rawValue }) {
            try notify(member, kind, of: entry.story, by: entry.actor, saying: entry.reason, at: entry.at)
        }
    }

    /// Tells whoever scheduled a story that it came late.
    public func noteLateSchedule(of story: StoryNumber, at now: Timestamp) throws {
        guard let member = try scheduler(of: story) else { return }
        try notify(member, .scheduleLate, of: story, by: .clock, at: now)
    }

    /// Tells whoever scheduled a story that it did not come, once for each schedule.
    /// - Returns: Whether it had not been said before.
    public func noteFailedSchedule(of story: StoryNumber, at now: Timestamp) throws -> Bool {
        let due = try sql.row("SELECT due FROM story WHERE number = $1", [SQLValue(story)])?.optionalTime(0)
        let known = try sql.row(Self.failureQuery, [SQLValue(story), SQLValue(due ?? now)])
        guard known == nil, let member = try scheduler(of: story) else { return false }
        try notify(member, .scheduleFailed, of: story, by: .clock, at: now)
        return true
    }

    func scheduler(of story: StoryNumber) throws -> MemberNumber? {
        guard
            case .member(let key)? = try sql.row(Self.schedulerQuery, [SQLValue(story)])?.text(0).flatMap({ Actor($0) })
        else { return nil }
        return try member(key: key)?.number
    }

    /// Marks one notification of a member's as read, or all.
    public func readNotifications(of member: MemberNumber, _ number: Int64? = nil, at now: Timestamp) throws {
        let one = number.map { _ in " AND number = $4" } ?? ""
        let values = [SQLValue(now), SQLValue(member), SQLValue(siteNumber)] + (number.map { [.integer($0)] } ?? [])
        try sql.execute(
            "UPDATE notification SET read_at = $1 WHERE member = $2 AND site = $3\(one) AND read_at IS NULL",
            values
        )
    }

    /// Deletes notifications of every newspaper of the house that nobody needs any more.
    /// - Parameters:
    ///   - read: Those that were read before this time.
    ///   - all: Those from before this time, read or not.
    ///   - limit: At most so many.
    /// - Returns: How many.
    public func pruneNotifications(readBefore read: Timestamp, allBefore all: Timestamp, limit: Int) throws -> Int {
        try sql.execute(Self.pruneNotificationsQuery, [SQLValue(read), SQLValue(all), .integer(Int64(max(0, limit)))])
    }

    private static let pruneNotificationsQuery = """
        DELETE FROM notification WHERE number IN (SELECT number FROM notification
        WHERE read_at < $1 OR at < $2 ORDER BY number LIMIT $3)
        """

    private static let failureQuery = """
        SELECT 1 FROM notification WHERE story = $1 AND kind = 'schedule_failed' AND at >= $2 LIMIT 1
        """

    private static let schedulerQuery = """
        SELECT actor FROM journal WHERE story = $1 AND act = 'scheduled' ORDER BY sequence DESC LIMIT 1
        """
}
