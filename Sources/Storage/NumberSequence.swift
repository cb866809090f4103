internal import News

/// Sequences of numbers that we assign, not the table itself.
enum NumberSequence {
    case stories
    case journal
    case sites
    case members
    case sessions
    case securityLog
    case letters
    case recoveryRequests
    case rescuedTexts
    case notifications
    case guestLinks
    case passkeys
    case notes
    case readBatches
    case grievances
    case grievanceRecords
}

extension SQLConnection {
    /// The next number of a sequence, for a row that is added in this transaction.
    ///
    /// One transaction writes at a time, of all processes, so the largest number is the last one that was given. Numbers
    /// become visible in order: a reader that continues after the last number it has seen misses nothing.
    /// - Throws: `refused` if no number is left.
    func nextNumber(of sequence: NumberSequence) throws -> Int64 {
        let last = try row(sequence.lastQuery)?.integer(0) ?? 0
        guard last < .max else { throw NewsError(.refused, "No \(sequence.noun) number is left.") }
        return last + 1
    }
}

extension WriteTransaction {
    /// The next number of a sequence to which a transaction may add hundreds of rows: it is looked up once.
    func nextNumber(of sequence: NumberSequence) throws -> Int64 {
        let known = lastNumbers[sequence].flatMap { $0 < .max ? $0 + 1 : nil }
        let next = try known ?? sql.nextNumber(of: sequence)
        lastNumbers[sequence] = next
        return next
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
        case .readBatches: "SELECT max(number) FROM read_batch"
        case .grievances: "SELECT max(number) FROM grievance"
        case .grievanceRecords: "SELECT max(sequence) FROM grievance_record"
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
        case .readBatches: "batch"
        case .grievances: "receipt"
        case .grievanceRecords: "record"
        }
    }
}
