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
    ///   - message: What is sent.
    ///   - hold: Keeps the letter for another minute.
    /// - Returns: Why it was not sent; nil where it was.
    private func send(
        _ message: MailMessage,
        holding hold: @escaping @Sendable () async throws -> Void
    ) async throws -> MailFault? {
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
            do {
                try await server.send(message)
                return nil
            } catch let fault as MailFault {
                return fault
            }
        }
    }

    private func send(_ due: DueLetter) async throws {
        guard let newsroom = newsrooms[due.letter.site] else { return }
        let message = MailMessage(due, newsroom.words(of: due))
        if let fault = try await send(message, holding: { try await desk.holdLetter(due.letter) }) {
            try await desk.letterFailed(due.letter, fault.words, isFinal: fault.isFinal)
        } else {
            try await desk.letterWasSent(due.letter)
        }
    }

    /// A letter to somebody outside.
    private func send(_ due: DueGrievanceLetter) async throws {
        guard let newsroom = newsrooms[due.letter.site] else { return }
        let message = MailMessage(due, newsroom.words(of: due))
        let fault = try await send(message, holding: { try await desk.holdGrievanceLetter(due.letter) })
        try await desk.grievanceLetterEnded(due.letter, fault: fault?.words, isFinal: fault?.isFinal ?? true)
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
