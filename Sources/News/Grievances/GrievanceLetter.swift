/// A mail to whoever sent a right of reply or a complaint, which tells them one line of its record.
///
/// Its words, and the address by which they see how it stands, are made when it is sent; the store has neither. It has no
/// word of the sender's, not even their name: nobody knows yet whose address they gave.
public struct GrievanceLetter: Hashable, Sendable {
    /// The line of the record that it tells, by its sequence number.
    public let record: Int64
    /// The same at each attempt, and no other letter's: 32 hexadecimal digits.
    public let identifier: String
    public let site: SiteNumber
    /// The receipt number.
    public let number: Int64
    public let kind: Grievance.Kind
    public let act: GrievanceRecord.Act
    public let written: Timestamp
    /// Digest of what was sent, of which the sender's secret is made.
    public let form: String
    /// Nil once personal data was erased.
    public let recipient: EmailAddress?
    /// How often it was tried to send it.
    public let attempts: Int

    /// As it is stored.
    public init(
        record: Int64,
        identifier: String,
        site: SiteNumber,
        number: Int64,
        kind: Grievance.Kind,
        act: GrievanceRecord.Act,
        written: Timestamp,
        form: String,
        recipient: EmailAddress?,
        attempts: Int
    ) {
        self.record = record
        self.identifier = identifier
        self.site = site
        self.number = number
        self.kind = kind
        self.act = act
        self.written = written
        self.form = form
        self.recipient = recipient
        self.attempts = attempts
    }
}

extension GrievanceRecord.Act {
    /// Whether its sender is sent a letter of it.
    public var hasLetter: Bool {
        switch self {
        case .received, .told, .granted, .refused, .answered: true
        case .taken, .letGo, .dismissed, .lapsed, .erased: false
        }
    }
}
