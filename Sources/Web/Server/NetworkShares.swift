/// How much of something is taken, in all and by each network of clients, and where that ends.
struct NetworkShares {
    /// In all.
    let most: Int
    /// Of one network.
    let mostEach: Int
    private var total = 0
    private var byNetwork: [ClientNetwork: Int] = [:]

    init(most: Int, mostEach: Int) {
        (self.most, self.mostEach) = (most, mostEach)
    }

    /// Takes one, unless there is none left; then none must be given back.
    ///
    /// - Parameter network: Nil where only the total is bounded.
    mutating func take(_ network: ClientNetwork?) -> Bool {
        guard total < most else { return false }
        if let network {
            let count = byNetwork[network, default: 0]
            guard count < mostEach else { return false }
            byNetwork[network] = count + 1
        }
        total += 1
        return true
    }

    mutating func giveBack(_ network: ClientNetwork?) {
        total -= 1
        guard let network, let count = byNetwork[network] else { return }
        byNetwork[network] = count > 1 ? count - 1 : nil
    }
}
