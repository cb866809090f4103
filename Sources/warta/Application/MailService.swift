import Editorial
import Logging
import Mail
import News
import ServiceLifecycle
import Web

/// Sends the letters that wait, one after another, and looks for more each second; those to members go first.
///
/// What waits is on disk, so nothing is lost where this ends in the middle of a letter: it is sent again then, under the
/// same identifier.
struct MailService: Service {
    let desk: Desk
    let server: MailServer
    /// The newsroom of each newspaper, in whose language its letters are.
    let newsrooms: [SiteNumber: Newsroom]
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // A store may be away for long: what is said each second is read by nobody.
            var isFailing = false
            while !Task.isCancelled {
                do {
                    try await sendAll()
                    isFailing = false
                } catch is CancellationError {
                    return
                } catch {
                    if !isFailing {
                        logger.error("Letters cannot be looked for; trying again.", metadata: ["error": "\(error)"])
                    }
                    isFailing = true
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func sendAll() async throws {
        try await desk.answerRecoveryRequests()
        while !Task.isCancelled {
            if let due = try await desk.takeLetter() {
                try await send(due)
            } else if let due = try await desk.takeGrievanceLetter() {
                try await send(due)
            } else {
                return
            }
        }
    }

    /// Sends a letter, and as long as that takes keeps other nodes from taking it as well.
    /// - Parameters:
    ///   - hold: Keeps it for another minute.
    ///   - send: Sends it.
    private func holding(
        by hold: @escaping @Sendable () async throws -> Void,
        while send: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(20))
                    do {
                        try await hold()
                    } catch {
                        logger.error("A letter that is being sent cannot be held.", metadata: ["error": "\(error)"])
                    }
                }
            }
            defer { group.cancelAll() }
            try await send()
        }
    }

    private func send(_ due: DueLetter) async throws {
        guard let newsroom = newsrooms[due.letter.site] else { return }
        do {
            try await holding(
                by: { try await desk.holdLetter(due.letter) },
                while: { try await server.send(MailMessage(due, newsroom.words(of: due))) }
            )
        } catch let fault as MailFault {
            return try await desk.letterFailed(due.letter, fault.words, isFinal: fault.isFinal)
        }
        try await desk.letterWasSent(due.letter)
    }

    /// A letter to somebody outside.
    private func send(_ due: DueGrievanceLetter) async throws {
        guard let newsroom = newsrooms[due.letter.site] else { return }
        do {
            try await holding(
                by: { try await desk.holdGrievanceLetter(due.letter) },
                while: { try await server.send(MailMessage(due, newsroom.words(of: due))) }
            )
        } catch let fault as MailFault {
            return try await desk.grievanceLetterEnded(due.letter, fault: fault.words, isFinal: fault.isFinal)
        }
        try await desk.grievanceLetterEnded(due.letter, fault: nil, isFinal: true)
    }
}

extension MailFault {
    /// As it is kept with the letter.
    fileprivate var words: String { [kind.rawValue, status].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension MailMessage {
    fileprivate init(_ due: DueGrievanceLetter, _ words: LetterWords) {
        self.init(
            identifier: due.letter.identifier,
            senderName: words.from,
            recipient: due.recipient,
            recipientName: "",
            subject: words.subject,
            text: words.text,
            date: due.letter.written
        )
    }

    fileprivate init(_ due: DueLetter, _ words: LetterWords) {
        self.init(
            identifier: due.letter.identifier,
            senderName: words.from,
            recipient: due.letter.recipient,
            recipientName: due.member.name,
            subject: words.subject,
            text: words.text,
            date: due.letter.written
        )
    }
}
