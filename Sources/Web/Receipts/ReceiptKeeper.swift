import Editorial
public import Logging
public import News
import Storage

/// Finds out when readers see what the desk did, for one newspaper at one node, and keeps it with the journal.
///
/// It follows the journal by itself and not the press, of which it is to tell. An act's surfaces are asked at once, and
/// those that are not right again after short waits, until they are or two seconds have passed. Whoever waits for a
/// publication never waits for this.
public actor ReceiptKeeper {
    /// Asks a page of the newspaper, as a reader would.
    public typealias Ask = @Sendable (Address) async -> SurfaceAnswer

    /// An act whose surfaces are not all right yet.
    private struct Measurement {
        let act: JournalEntry
        var open: [SurfaceQuestion]
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
        let now = clock()
        guard measurements.count < Self.most, now < act.at.adding(milliseconds: Int64(SurfaceReceipt.patience)) else {
            tally.countUnmeasured()
            logger.notice(
                "It was not measured when readers saw an act: there is too much to measure.",
                metadata: ["story": "\(act.story)", "line": "\(act.sequence)"]
            )
            return
        }
        let number = act.story
        guard let subject = try await store.read({ try $0.receiptSubject(of: number) }) else { return }
        measurements.append(Measurement(act: act, open: subject.questions(at: now)))
        if let preview, act.actor == .clock { await keep(preview.surfaces, of: act) }
    }
}

extension ReceiptKeeper {
    /// Asks all that is open once, one question after another, and keeps what is settled by that.
    public func round() async {
        for act in measurements.map(\.act) {
            guard let place = index(of: act) else { continue }
            var (settled, open) = ([SurfaceReceipt](), [SurfaceQuestion]())
            for question in measurements[place].open {
                let answer = await ask(question.address)
                let receipt = SurfaceReceipt(question, answer, milliseconds: milliseconds(since: act.at))
                if receipt.fault == nil || receipt.milliseconds >= SurfaceReceipt.patience {
                    settled.append(receipt)
                } else {
                    open.append(question)
                }
            }
            guard let place = index(of: act) else { continue }
            measurements[place].open = open
            if open.isEmpty { measurements.remove(at: place) }
            if settled.contains(where: { $0.fault != nil }) { settled = await confirmed(settled, of: act) }
            await keep(settled, of: act)
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

    /// Those among them that are true: what was not right may not have to be so any more, as a newer story took its place.
    private func confirmed(_ receipts: [SurfaceReceipt], of act: JournalEntry) async -> [SurfaceReceipt] {
        let (number, now) = (act.story, clock())
        guard let subject = try? await store.read({ try $0.receiptSubject(of: number) }) else { return receipts }
        let questions = subject.questions(at: now)
        let asked = Set(questions.map { "\($0.surface) \($0.address.path)" })
        return receipts.filter { $0.fault == nil || asked.contains("\($0.surface) \($0.asked)") }
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
            for question in subject.questions(at: now) {
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
