public import News

extension ReadTransaction {
    /// Who wrote in a story and may sign in: whoever began it first, then the others by name.
    public func writers(in number: StoryNumber) throws -> [Member] {
        let beginner = try beginner(of: number)
        let actors = try sql.rows(Self.whoWroteQuery, [SQLValue(siteNumber), SQLValue(number)]).map { row in
            guard let actor = Actor(try row.string(0)) else { throw SQLFault.column(0, "an actor") }
            return actor
        }
        let members = try Set(actors + [beginner].compactMap { $0 }).compactMap { actor in
            if case .member(let key) = actor { try member(key: key) } else { Member?.none }
        }
        return members.filter(\.isActive).sorted { left, right in
            let (isLeft, isRight) = (left.actor == beginner, right.actor == beginner)
            return isLeft != isRight ? isLeft : (left.name, left.number.rawValue) < (right.name, right.number.rawValue)
        }
    }

    static let whoWroteQuery = "SELECT writer FROM desk_writer WHERE site = $1 AND story = $2"
}
