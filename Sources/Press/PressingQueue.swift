/// Those who wait for a thread: of each network the first first, and the networks in turn.
///
/// No network has more places than are free: one that is alone fills half of the queue, two fill a third each. So there
/// is always room for somebody else.
struct PressingQueue<Waiter> {
    /// In all.
    let most: Int
    private(set) var count = 0
    private var waiters: [ReaderNetwork?: [Waiter]] = [:]
    /// Networks of which somebody waits; the next one first.
    private var turns: [ReaderNetwork?] = []

    init(most: Int) {
        self.most = most
    }

    /// Puts somebody at the end; false if the network waits for as much as there is room for.
    ///
    /// - Parameters:
    ///   - waiter: Who waits.
    ///   - network: For whom; those for nobody in particular count as one network.
    mutating func enter(_ waiter: Waiter, of network: ReaderNetwork?) -> Bool {
        let others = waiters[network, default: []].count
        guard others < most - count else { return false }
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
