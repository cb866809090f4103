internal import News

extension SQLiteConnection {
    /// One transaction writes at a time, so the largest number is the last one that was given.
    func nextNumber(of sequence: NumberSequence) throws -> Int64 {
        let last = try row(sequence.lastQuery)?.integer(0) ?? 0
        guard last < .max else { throw NewsError(.refused, "No \(sequence.noun) number is left.") }
        return last + 1
    }
}

extension NumberSequence {
    fileprivate var lastQuery: String {
        switch self {
        case .stories: "SELECT max(number) FROM story"
        case .journal: "SELECT max(sequence) FROM journal"
        case .sites: "SELECT max(number) FROM site"
        case .members: "SELECT max(number) FROM member"
        case .sessions: "SELECT max(number) FROM session"
        case .securityLog: "SELECT max(sequence) FROM security_log"
        case .letters: "SELECT max(number) FROM letter"
        case .recoveryRequests: "SELECT max(number) FROM recovery_request"
        case .rescuedTexts: "SELECT max(id) FROM rescued_text"
        case .notifications: "SELECT max(number) FROM notification"
        case .guestLinks: "SELECT max(number) FROM guest_link"
        case .passkeys: "SELECT max(number) FROM passkey"
        case .notes: "SELECT max(number) FROM note"
        }
    }

    fileprivate var noun: String {
        switch self {
        case .stories: "story"
        case .journal: "journal"
        case .sites: "newspaper's"
        case .members: "member"
        case .sessions: "session"
        case .securityLog: "security log"
        case .letters: "letter"
        case .recoveryRequests: "recovery request"
        case .rescuedTexts: "rescued text's"
        case .notifications: "notification"
        case .guestLinks: "link"
        case .passkeys: "passkey"
        case .notes: "note"
        }
    }
}
