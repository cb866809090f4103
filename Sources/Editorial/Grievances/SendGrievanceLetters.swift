internal import Crypto
internal import Logging
public import News
internal import Storage

/// A letter to whoever sent a right of reply or a complaint that is to be sent now, with what is in no row of the store.
public struct DueGrievanceLetter: Sendable {
    public let letter: GrievanceLetter
    /// Where it goes.
    public let recipient: EmailAddress
    /// By which its recipient sees how it stands.
    public let secret: String
}

extension Desk {
    /// Takes the letter to a sender that is to be sent next; its next attempt is on disk before it is sent, and whoever takes
    /// longer holds it (``holdGrievanceLetter(_:)``).
    /// - Returns: Nil where none is due.
    public func takeGrievanceLetter() async throws -> DueGrievanceLetter? {
        let now = clock()
        guard try await store.read({ try $0.nextGrievanceLetter(at: now) }) != nil else { return nil }
        let key = try await grievanceKey()
        return try await store.write { transaction in
            while let letter = try transaction.nextGrievanceLetter(at: now) {
                guard let recipient = letter.recipient, now < letter.written.adding(seconds: Letter.patience) else {
                    try transaction.endGrievanceLetter(letter.record, .givenUp)
                    continue
                }
                let pause = Letter.pause(afterAttempt: letter.attempts + 1)
                try transaction.noteGrievanceAttempt(letter.record, next: now.adding(seconds: pause))
                return DueGrievanceLetter(letter: letter, recipient: recipient, secret: key.secret(of: letter.form))
            }
            return nil
        }
    }

    /// Keeps a letter that is being sent still from being taken by another node, for a minute from now.
    public func holdGrievanceLetter(_ letter: GrievanceLetter) async throws {
        let end = clock().adding(seconds: Letter.pause(afterAttempt: 1))
        try await store.write { try $0.holdGrievanceLetter(letter.record, until: end) }
    }

    /// Notes what became of an attempt to send a letter.
    /// - Parameters:
    ///   - letter: Which.
    ///   - fault: Why it was not sent, in codes; nil where a mail server has taken it.
    ///   - isFinal: Whether it would be refused for ever; else it is tried again.
    public func grievanceLetterEnded(_ letter: GrievanceLetter, fault: String?, isFinal: Bool) async throws {
        try await store.write { transaction in
            if let fault { try transaction.keepGrievanceFault(letter.record, fault) }
            if fault == nil || isFinal {
                try transaction.endGrievanceLetter(letter.record, fault == nil ? .sent : .givenUp)
            }
        }
        guard let fault else {
            logger.info("letter sent", metadata: ["grievance": "\(letter.number)"])
            return
        }
        logger.warning(
            isFinal ? "A letter is refused; it was given up." : "A letter could not be sent; it is tried again.",
            metadata: ["grievance": "\(letter.number)", "attempt": "\(letter.attempts + 1)", "fault": "\(fault)"]
        )
    }

    /// What makes a sender's secret of what they sent.
    func grievanceKey() async throws -> GrievanceKey {
        GrievanceKey(key: SymmetricKey(data: Array(try await houseSecret("grievances").utf8)))
    }
}

/// Makes the secrets by which senders see how it stands, so that none has to be kept.
struct GrievanceKey: Sendable {
    fileprivate let key: SymmetricKey

    /// 64 hexadecimal digits.
    func secret(of form: String) -> String {
        Hexadecimal.write(HMAC<SHA256>.authenticationCode(for: Array("warta: grievance \(form)".utf8), using: key))
    }
}

extension WriteTransaction {
    /// Adds a line to the record of the register, and a letter to the sender where the line has one and mail is sent.
    func tell(_ record: GrievanceRecord, of number: Int64, _ mail: OutgoingMail) throws {
        let sequence = try note(record, of: number)
        guard mail.isOn, record.act.hasLetter else { return }
        try addGrievanceLetter(of: sequence, identifier: String(Secret().text.prefix(32)), at: record.at)
    }
}
