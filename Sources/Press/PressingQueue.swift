/// Those who wait for a thread: of each network the first first, and the networks in turn.
struct PressingQueue<Waiter> {
    /// In all.
    let most: Int
    /// Of one network.
    let mostEach: Int
    private(set) var count = 0
    private var waiters: [ReaderNetwork?: [Waiter]] = [:]
    /// Networks of which somebody waits; the next one first.
    private var turns: [ReaderNetwork?] = []

    init(most: Int, mostEach: Int) {
        (self.most, self.mostEach) = (most, mostEach)
    }

    /// Puts somebody at the end; false if the queue is full, or the network's share of it.
    ///
    /// - Parameters:
    ///   - waiter: Who waits.
    ///   - network: For whom; those for nobody in particular count as one network.
    mutating func enter(_ waiter: Waiter, of network: ReaderNetwork?) -> Bool {
        let others = waiters[network, default: []].count
        guard count < most, others < mostEach else { return false }
        if others == 0 { turns.append(network) }
        waiters[network, default: []].append(waiter)
        count += 1
        return true
    }

    /// Takes out whose turn it is; nil if nobody waits.
    mutating func next() -> Waiter? {
        guard let network = turns.first, var others = waiters[network], !others.isEmpty else { return nil }
        turns.removeFirst()
        let waiter = others.removeFirst()
        waiters[network] = others.isEmpty ? nil : others
        if !others.isEmpty { turns.append(network) }
        count -= 1
        return waiter
    }
}
