internal import Logging
public import News
internal import Storage

/// A letter that is to be sent now, with what is in no row of the store.
public struct DueLetter: Sendable {
    public let letter: Letter
    /// Whom it is about.
    public let member: Member
    /// The secret of the link that it brings, made for this very attempt; nil where it brings none.
    public let linkToken: String?
    /// The name of whoever did what it tells; nil where it was the member, or nobody with a name.
    public let actorName: String?
}

extension Desk {
    /// Takes the letter that is to be sent next.
    ///
    /// Before it is sent, its next attempt is on disk: where the process dies meanwhile, it is tried again, by this node or
    /// another, under the same identifier. Until then nobody else takes it; who takes longer holds it (``holdLetter(_:)``).
    /// - Returns: Nil where none is due.
    public func takeLetter() async throws -> DueLetter? {
        let now = clock()
        guard try await store.read({ try $0.nextLetter(at: now) }) != nil else { return nil }
        return try await store.write { transaction in
            while let letter = try transaction.nextLetter(at: now) {
                guard letter.isWorthSending(at: now), let member = try transaction.member(letter.member) else {
                    try transaction.endLetter(letter.number, .givenUp, at: now)
                    continue
                }
                let pause = Letter.pause(afterAttempt: letter.attempts + 1)
                try transaction.noteAttempt(letter.number, next: now.adding(seconds: pause))
                var token: String?
                if let end = letter.linkUntil {
                    let secret = Secret()
                    try transaction.keepMailedLink(digest: secret.digest, for: member.number, until: end, at: now)
                    token = secret.text
                }
                var name: String?
                if case .member(let key) = letter.actor { name = try transaction.member(key: key)?.name }
                return DueLetter(letter: letter, member: member, linkToken: token, actorName: name)
            }
            return nil
        }
    }

    /// Keeps a letter that is being sent still from being taken by another node, for a minute from now.
    public func holdLetter(_ letter: Letter) async throws {
        let end = clock().adding(seconds: Letter.pause(afterAttempt: 1))
        try await store.write { try $0.holdLetter(letter.number, until: end) }
    }

    /// Notes that a mail server has taken a letter.
    public func letterWasSent(_ letter: Letter) async throws {
        let now = clock()
        try await store.write { _ = try $0.endLetter(letter.number, .sent, at: now) }
        logger.info("letter sent", metadata: ["letter": "\(letter.number)", "kind": "\(letter.kind.rawValue)"])
    }

    /// Notes that a letter could not be sent.
    /// - Parameters:
    ///   - letter: Which.
    ///   - fault: Why, in codes.
    ///   - isFinal: Whether it would be refused for ever; else it is tried again.
    public func letterFailed(_ letter: Letter, _ fault: String, isFinal: Bool) async throws {
        let now = clock()
        try await store.write { transaction in
            try transaction.noteFault(letter.number, fault)
            if isFinal { try transaction.endLetter(letter.number, .givenUp, at: now) }
        }
        logger.warning(
            isFinal ? "A letter is refused; it was given up." : "A letter could not be sent; it is tried again.",
            metadata: [
                "letter": "\(letter.number)", "kind": "\(letter.kind.rawValue)", "member": "\(letter.member)",
                "attempt": "\(letter.attempts + 1)", "fault": "\(fault)",
            ]
        )
    }
}
