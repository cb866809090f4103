import News
import Synchronization

/// Pressed parts within a budget of bytes, one pressing for each miss however many ask.
///
/// Eviction gives each page a second chance (CLOCK): one bit per page is set when it is asked for, and a hand goes
/// round and drops the first page whose bit it finds unset. A hit moves nothing.
final class PageCache: Sendable {
    private let state: Mutex<State>
    private let versions: Versions
    private let tally: PressTally

    /// - Parameter budget: bytes of compressed pages, with what it costs to keep them.
    init(budget: Int, versions: Versions, tally: PressTally) {
        state = Mutex(State(budget: budget))
        self.versions = versions
        self.tally = tally
    }

    /// The page at an address: kept, or pressed now.
    ///
    /// - Parameter press: Is given the former part, whose fragments it may take over where nothing changed, and
    ///   says what the new one depends on.
    func part(
        at address: Address,
        press: @escaping Pressing
    ) async throws -> PressedPart {
        let target = PageKey(address)
        switch state.withLock({ $0.look(address, target, versions) }) {
        case .kept(let part):
            tally.count(.hit)
            return part
        case .pending(let task):
            return try await task.value
        case .missing(let former):
            return try await pressing(address, target, former, press)
        }
    }

    /// The page that a request target names, if it is kept, still true, and fit for everybody.
    ///
    /// Nothing is allocated here and nothing awaited: this is what an event loop asks for each request.
    func kept(_ target: UnsafeRawBufferPointer) -> PressedPart? {
        var part = kept(target, hasQuery: false)
        if part == nil, let mark = target.firstIndex(of: UInt8(ascii: "?")), target.count - mark - 1 <= Address.longest
        {
            part = kept(UnsafeRawBufferPointer(rebasing: target[..<mark]), hasQuery: true)
        }
        if part != nil { tally.count(.hit) }
        return part
    }

    private func kept(_ target: UnsafeRawBufferPointer, hasQuery: Bool) -> PressedPart? {
        let hash = PageKey.hash(target)
        return state.withLock { held in
            guard let slot = held.slots[hash] else { return nil }
            return held.entries[slot].part(for: target, hasQuery: hasQuery, versions)
        }
    }

    typealias Pressing =
        @Sendable (_ former: PressedPart?) async throws -> (part: PressedPart, depends: Set<Dependency>)

    private func pressing(
        _ address: Address,
        _ target: PageKey,
        _ former: PressedPart?,
        _ press: @escaping Pressing
    ) async throws -> PressedPart {
        let task = state.withLock { held in
            // Somebody may have begun between the look and here.
            let epoch = versions.epoch
            if let pending = held.pending[address], pending.epoch == epoch { return pending.task }
            let ticket = held.nextTicket()
            let task = Task {
                defer { self.state.withLock { $0.finish(address, ticket) } }
                tally.count(.pressing)
                let (part, depends) = try await press(former)
                let stamp = versions.stamp(depends)
                // Where anything changed meanwhile, the page may be older than its stamp: it is sent, not kept.
                guard versions.epoch == epoch else { return part }
                let evicted = self.state.withLock { $0.keep(part, at: target, stamp) }
                for _ in 0..<evicted { tally.count(.eviction) }
                return part
            }
            held.pending[address] = Pending(task: task, epoch: epoch, ticket: ticket)
            return task
        }
        return try await task.value
    }

    /// Bytes kept now.
    var size: Int { state.withLock { $0.size } }

    private struct Pending {
        let task: Task<PressedPart, any Error>
        let epoch: Int
        let ticket: Int
    }

    private enum Look {
        case kept(PressedPart)
        case pending(Task<PressedPart, any Error>)
        case missing(former: PressedPart?)
    }

    private struct Entry {
        let target: PageKey
        var part: PressedPart
        var stamp: Versions.Stamp
        var cost: Int
        var wasAsked: Bool

        mutating func part(
            for asked: UnsafeRawBufferPointer,
            hasQuery: Bool,
            _ versions: Versions
        ) -> PressedPart? {
            guard part.status == .ok, part.caching != .none, !hasQuery || target.takesAnyQuery,
                target.equals(asked), versions.isCurrent(stamp)
            else { return nil }
            wasAsked = true
            return part
        }
    }

    private struct State {
        let budget: Int
        var size = 0
        /// By the hash of what a request line names the page by; see ``PageKey``.
        var slots: [Int: Int] = [:]
        var entries: [Entry] = []
        var hand = 0
        var pending: [Address: Pending] = [:]
        private var tickets = 0

        init(budget: Int) {
            self.budget = budget
        }

        mutating func nextTicket() -> Int {
            tickets += 1
            return tickets
        }

        mutating func look(_ address: Address, _ target: PageKey, _ versions: Versions) -> Look {
            var former: PressedPart?
            if let slot = slots[target.hash], entries[slot].target == target {
                if versions.isCurrent(entries[slot].stamp) {
                    entries[slot].wasAsked = true
                    return .kept(entries[slot].part)
                }
                former = entries[slot].part
            }
            // A pressing that began before the last change would bring yesterday's page.
            if let pending = pending[address], pending.epoch == versions.epoch { return .pending(pending.task) }
            return .missing(former: former)
        }

        /// Returns how many pages had to go for it.
        mutating func keep(_ part: PressedPart, at target: PageKey, _ stamp: Versions.Stamp) -> Int {
            let cost = part.cost
            guard cost <= budget else { return 0 }
            let entry = Entry(target: target, part: part, stamp: stamp, cost: cost, wasAsked: false)
            if let slot = slots[target.hash] {
                // Of two targets with one hash the later stays.
                size += cost - entries[slot].cost
                entries[slot] = entry
            } else {
                slots[target.hash] = entries.count
                entries.append(entry)
                size += cost
            }
            var evicted = 0
            while size > budget, entries.count > 1 {
                evict(sparing: target.hash)
                evicted += 1
            }
            return evicted
        }

        private mutating func evict(sparing hash: Int) {
            while true {
                if hand >= entries.count { hand = 0 }
                if entries[hand].wasAsked || entries[hand].target.hash == hash {
                    entries[hand].wasAsked = false
                    hand += 1
                    continue
                }
                let gone = entries[hand]
                slots[gone.target.hash] = nil
                size -= gone.cost
                // The last entry takes the free slot, so that slots stay without holes.
                let last = entries.removeLast()
                if last.target.hash != gone.target.hash {
                    entries[hand] = last
                    slots[last.target.hash] = hand
                }
                return
            }
        }

        mutating func finish(_ address: Address, _ ticket: Int) {
            if pending[address]?.ticket == ticket { pending[address] = nil }
        }
    }
}
