import Editorial
public import Logging
public import News
import Storage

/// Finds out when readers see what the desk did, for one newspaper at one node, and keeps it with the journal.
///
/// It follows the journal by itself and not the press, of which it is to tell. An act's surfaces are asked at once, and
/// those that are not right again after short waits, until they are or two seconds have passed; then the receipt is kept,
/// whole. Whoever waits for a publication never waits for this.
public actor ReceiptKeeper {
    /// Asks a page of the newspaper, as a reader would.
    public typealias Ask = @Sendable (Address) async -> SurfaceAnswer

    /// An act whose surfaces are not all right yet.
    private struct Measurement {
        let act: JournalEntry
        var open: [SurfaceQuestion]
        /// What was right, or was not in time; kept when nothing is open any more, so that no receipt is half of one.
        var settled: [(question: SurfaceQuestion, receipt: SurfaceReceipt)] = []
        /// What was found ahead of its time.
        var ahead: [SurfaceReceipt] = []
        var wasAsked = false
    }

    /// What was found ahead of a story's time.
    private struct Preview {
        let due: Timestamp
        var surfaces: [SurfaceReceipt]
    }

    /// Acts that are measured at once; of what comes beyond them is said that it was not.
    static let most = 16
    /// Stories whose surfaces are asked ahead of one time.
    private static let mostAhead = 16
    /// How long ahead of a story's time its surfaces are asked.
    private static let aheadMilliseconds: Int64 = 1_500

    private let store: Store
    private let desk: Desk
    private let clock: @Sendable () -> Timestamp
    private let node: String
    private let tally: ReceiptTally
    private let logger: Logger
    private let ask: Ask
    /// The last line of the journal that was looked at; nil before the first time.
    private var sequence: Int64?
    private var measurements: [Measurement] = []
    private var previews: [StoryNumber: Preview] = [:]

    /// - Parameters:
    ///   - newsroom: The newspaper's; its tally counts.
    ///   - node: What the node is called: its machine and port.
    ///   - logger: For what cannot be measured.
    ///   - ask: Asks a page of the newspaper.
    public init(_ newsroom: Newsroom, node: String, logger: Logger, ask: @escaping Ask) {
        store = newsroom.store
        desk = newsroom.desk
        clock = newsroom.clock
        tally = newsroom.receipts
        self.node = node
        self.logger = logger
        self.ask = ask
    }

    /// Whether surfaces are still to be asked.
    public var isMeasuring: Bool { !measurements.isEmpty }

    /// Takes in the acts that the journal has got since the last time; the first time, where it ends.
    /// - Throws: What the store throws; to be called again then.
    public func hear() async throws {
        guard let last = sequence else {
            sequence = try await store.read { try $0.journalEnd() }.sequence
            return
        }
        let (lines, end) = try await store.read { try $0.linesForReceipts(after: last, limit: Self.most * 4) }
        for act in lines {
            try await take(act)
            sequence = act.sequence
        }
        // Lower where a copy of the store was put back: what follows is another journal.
        sequence = end
    }

    private func take(_ act: JournalEntry) async throws {
        let preview = previews.removeValue(forKey: act.story)
        // What it was asked before is over: what readers must find is what the story is now.
        measurements.removeAll { $0.act.story == act.story }
        guard measurements.count < Self.most, isInTime(act) else { return leaveUnmeasured(act) }
        let number = act.story
        guard let subject = try await store.read({ try $0.receiptSubject(of: number) }) else { return }
        let ahead = act.actor == .clock ? preview?.surfaces ?? [] : []
        let questions = subject.questions(after: act.act, at: clock())
        guard !questions.isEmpty || !ahead.isEmpty else { return }
        measurements.append(Measurement(act: act, open: questions, ahead: ahead))
    }

    private func isInTime(_ act: JournalEntry) -> Bool { milliseconds(since: act.at) < SurfaceReceipt.patience }

    private func leaveUnmeasured(_ act: JournalEntry) {
        tally.countUnmeasured()
        logger.notice(
            "It was not measured when readers saw an act: there is too much to measure.",
            metadata: ["story": "\(act.story)", "line": "\(act.sequence)"]
        )
    }
}

extension ReceiptKeeper {
    /// Asks all that is open once, each address once, and keeps the receipts of acts of which nothing is open any more.
    public func round() async {
        for act in measurements.map(\.act) {
            guard var measurement = measurements.first(where: { $0.act.sequence == act.sequence }) else { continue }
            // The first look came too late, behind other acts: it would say nothing of when readers saw it.
            guard measurement.wasAsked || milliseconds(since: act.at) <= SurfaceReceipt.patience else {
                measurements.removeAll { $0.act.sequence == act.sequence }
                leaveUnmeasured(act)
                continue
            }
            var answers: [Address: SurfaceAnswer] = [:]
            var open: [SurfaceQuestion] = []
            for question in measurement.open {
                let known = answers[question.address]
                let answer = if let known { known } else { await ask(question.address) }
                answers[question.address] = answer
                let receipt = SurfaceReceipt(question, answer, milliseconds: milliseconds(since: act.at))
                if receipt.fault == nil || receipt.milliseconds >= SurfaceReceipt.patience {
                    measurement.settled.append((question, receipt))
                } else {
                    open.append(question)
                }
            }
            // Another act on the story came meanwhile, and is measured instead.
            guard let place = index(of: act) else { continue }
            (measurement.open, measurement.wasAsked) = (open, true)
            measurements[place] = measurement
            guard open.isEmpty else { continue }
            measurements.remove(at: place)
            await keep(measurement.ahead + (await confirmed(measurement.settled, of: act)), of: act)
        }
    }

    /// How long to wait before what is open is asked again: the longer, the longer it has been waited for already.
    public var pause: Duration {
        let youngest = measurements.map { milliseconds(since: $0.act.at) }.min() ?? 0
        return .milliseconds(min(250, max(10, youngest / 4)))
    }

    private func index(of act: JournalEntry) -> Int? {
        measurements.firstIndex { $0.act.sequence == act.sequence }
    }

    /// Those among them that are true.
    ///
    /// What was not right may not have to be so any more, as a newer story took its place, or a wire has changed the text.
    private func confirmed(
        _ settled: [(question: SurfaceQuestion, receipt: SurfaceReceipt)],
        of act: JournalEntry
    ) async -> [SurfaceReceipt] {
        let (receipts, number, now) = (settled.map(\.receipt), act.story, clock())
        guard receipts.contains(where: { $0.fault != nil }),
            let subject = try? await store.read({ try $0.receiptSubject(of: number) })
        else { return receipts }
        let questions = Set(subject.questions(after: act.act, at: now))
        return settled.filter { $0.receipt.fault == nil || questions.contains($0.question) }.map(\.receipt)
    }

    private func keep(_ receipts: [SurfaceReceipt], of act: JournalEntry) async {
        do {
            try await desk.keepReceipts(receipts, of: act, at: node)
        } catch {
            logger.error("What readers saw cannot be kept.", metadata: ["error": "\(error)"])
        }
        for receipt in receipts {
            tally.count(receipt)
            guard let fault = receipt.fault else { continue }
            logger.warning(
                receipt.isBefore ? "A story may have been seen before its time." : "Readers do not see an act in time.",
                metadata: [
                    "story": "\(act.story)", "surface": "\(receipt.surface.rawValue)", "fault": "\(fault.rawValue)",
                    "asked": "\(receipt.asked)", "status": "\(receipt.status)", "evidence": "\(receipt.evidence)",
                ]
            )
        }
    }

    private func milliseconds(since time: Timestamp) -> Int { Int(clock().milliseconds - time.milliseconds) }
}

extension ReceiptKeeper {
    /// Asks the surfaces of stories whose time is about to come, on which nothing of them may be; what is found is kept
    /// with the act when the clock lets readers see them.
    /// - Throws: What the store throws; to be called again then.
    public func lookAhead() async throws {
        let now = clock()
        let soon = now.adding(milliseconds: Self.aheadMilliseconds)
        previews = previews.filter { $0.value.due > now.adding(seconds: -60) }
        let waiting = try await store.read { transaction in
            try transaction.due(after: now, upTo: soon, limit: Self.mostAhead).map { number, due in
                (due, try transaction.receiptSubject(of: number))
            }
        }
        for case (let due, let subject?) in waiting where previews[subject.number]?.due != due {
            var surfaces: [SurfaceReceipt] = []
            for question in subject.questionsAhead {
                let answer = await ask(question.address)
                let left = -milliseconds(since: due)
                // What was answered after its time proves nothing.
                guard left > 0 else { continue }
                surfaces.append(SurfaceReceipt(question, answer, milliseconds: left, isBefore: true))
            }
            previews[subject.number] = Preview(due: due, surfaces: surfaces)
        }
    }
}
