import News
import Synchronization

extension PageCache {
    /// Presses a page; may take over the fragment of the former part where nothing changed.
    typealias Pressing =
        @Sendable (_ former: PressedPart?) async throws -> (part: PressedPart, depends: Set<Dependency>)

    struct PendingKey: Hashable {
        let newspaper: Int
        let address: Address
    }

    /// A pressing that goes on.
    struct Pending {
        let task: Task<PressedPart, any Error>
        /// What the newspaper's versions were when it began.
        let epoch: Int
        /// Tells it from one that took its place.
        let ticket: Int
    }

    private enum Found {
        case kept(PressedPart)
        /// A pressing that goes on already, or has just begun.
        case pressing(Task<PressedPart, any Error>)
    }

    /// The page at an address of a newspaper: kept, or pressed now.
    ///
    /// - Parameters:
    ///   - address: Which page.
    ///   - versions: The newspaper's.
    ///   - press: Called where the page is not kept or has changed, by one asker for all.
    func part(at address: Address, _ versions: Versions, press: @escaping Pressing) async throws -> PressedPart {
        switch find(address, versions, press) {
        case .kept(let part):
            tally.count(.hit)
            return part
        case .pressing(let task):
            return try await task.value
        }
    }

    /// Looks and begins to press in one step, so that nobody begins what another has finished in between.
    private func find(_ address: Address, _ versions: Versions, _ press: @escaping Pressing) -> Found {
        let key = PageKey(address, of: versions.newspaper)
        let place = PendingKey(newspaper: versions.newspaper, address: address)
        return state.withLock { state in
            let kept = state.pages.part(at: key, versions)
            if let kept, kept.isCurrent { return .kept(kept.part) }
            let epoch = versions.epoch
            // A pressing that began before the last change would bring yesterday's page.
            if let pending = state.pending[place], pending.epoch == epoch { return .pressing(pending.task) }
            state.tickets += 1
            let ticket = state.tickets
            let task = Task {
                defer { finish(place, ticket) }
                tally.count(.pressing)
                let start = ContinuousClock.now
                defer { tally.countPressing(since: start) }
                let (part, depends) = try await press(kept?.part)
                keep(part, at: key, versions, versions.stamp(depends), readIn: epoch)
                return part
            }
            state.pending[place] = Pending(task: task, epoch: epoch, ticket: ticket)
            return .pressing(task)
        }
    }

    /// Keeps a page that was just pressed, unless anything changed meanwhile: then it may be older than its stamp.
    private func keep(
        _ part: PressedPart,
        at key: PageKey,
        _ versions: Versions,
        _ stamp: Versions.Stamp,
        readIn epoch: Int
    ) {
        guard versions.epoch == epoch else { return }
        let evicted = state.withLock { $0.pages.keep(part, at: key, stamp) }
        for _ in 0..<evicted { tally.count(.eviction) }
    }

    private func finish(_ place: PendingKey, _ ticket: Int) {
        state.withLock { if $0.pending[place]?.ticket == ticket { $0.pending[place] = nil } }
    }
}
