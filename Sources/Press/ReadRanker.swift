import Logging
import News
import Storage
import Synchronization

/// Stores what was counted of reads, and makes the newspaper's rankings of it.
final class ReadRanker: Sendable {
    private let house: PressHouse
    private let store: Store
    private let state: PressState
    private let versions: Versions
    private let reads: ReadCounter
    private let rails: RailsPresser
    /// Stories whose section may have changed since the windows last asked for it.
    private let moved = Mutex<Set<StoryNumber>>([])
    /// Whether that is true of all.
    private let haveAllMoved = Atomic<Bool>(false)

    init(
        house: PressHouse,
        store: Store,
        state: PressState,
        versions: Versions,
        reads: ReadCounter,
        rails: RailsPresser
    ) {
        self.house = house
        self.store = store
        self.state = state
        self.versions = versions
        self.reads = reads
        self.rails = rails
    }

    /// How long reads are counted before they are stored: with the time that storing takes, less than the second that
    /// a crash may cost.
    private static let interval = Duration.milliseconds(500)

    /// Stores and ranks until the task is cancelled; then once more, so that a clean stop loses no read.
    func run() async {
        var ledger = ReadLedger(figures: house.tally)
        var isLoaded = false
        var hour = house.clock().seconds / 3_600
        while !Task.isCancelled {
            if house.clock().seconds / 3_600 != hour {
                hour = house.clock().seconds / 3_600
                versions.move(.hour)
            }
            if !isLoaded { isLoaded = await load(&ledger) }
            try? await Task.sleep(for: Self.interval)
            if isLoaded { await enterReads(&ledger) }
        }
        // In a task of its own, as readings are given up with the task that they are for.
        ledger = await Task { [ledger] in
            var last = ledger
            await enterReads(&last)
            return last
        }.value
        // For the figures of a stop: nobody knows of it that it is stored.
        if let batch = ledger.unanswered { reads.giveBack(batch.sums) }
    }

    /// To be called when stories may have come into another section.
    func noteMoved(_ stories: [StoryNumber]) {
        moved.withLock { $0.formUnion(stories) }
    }

    /// To be called when any story may be in another section, or gone.
    func noteAllMoved() {
        haveAllMoved.store(true, ordering: .relaxed)
    }

    func takeMoved() -> Set<StoryNumber> {
        moved.withLock { moved in
            defer { moved = [] }
            return moved
        }
    }

    /// Whether the windows are loaded, from which the first rankings come.
    private func load(_ ledger: inout ReadLedger) async -> Bool {
        var isLoaded = false
        do {
            try await ledger.open(store, now: house.clock())
            isLoaded = true
            try await publish(ledger.rankings())
        } catch is CancellationError {
        } catch {
            house.logger.error("Reads cannot be loaded; trying again.", metadata: ["error": "\(error)"])
        }
        return isLoaded
    }

    private func enterReads(_ ledger: inout ReadLedger) async {
        for alarm in reads.takeAlarms() { house.logger.warning("\(alarm.sentence)") }
        for number in takeMoved() { ledger.displace(number) }
        if haveAllMoved.exchange(false, ordering: .relaxed) { ledger.displaceAll() }
        var sums = reads.take()
        let rankings: Rankings?
        do {
            rankings = try await ledger.enter(&sums, store, now: house.clock())
        } catch {
            // What is left is counted again.
            reads.giveBack(sums)
            if error is CancellationError { return }
            house.logger.error("Reads cannot be stored; they are kept.", metadata: ["error": "\(error)"])
            return
        }
        do {
            if let rankings { try await publish(rankings) }
            ledger.isChanged = false
        } catch is CancellationError {
        } catch {
            house.logger.error("The rail of the most read cannot be pressed.", metadata: ["error": "\(error)"])
        }
    }

    /// Lets pages show these rankings from now on, and the rail, where its rows are others than before.
    func publish(_ rankings: Rankings) async throws {
        let former = state.rankings
        let changes = rankings.changes(from: former)
        guard !changes.isEmpty else { return }
        state.rankings = rankings
        for key in changes { versions.move(.ranking(key.window, key.section)) }
        // As many as the rail looks at.
        let rows = RailsPage.rankedRows
        guard rankings.rail(limit: rows) != former.rail(limit: rows) else { return }
        do {
            try await rails.press()
        } catch {
            // Not on the rail yet: the next time finds the same change again.
            state.rankings = former
            throw error
        }
    }
}
