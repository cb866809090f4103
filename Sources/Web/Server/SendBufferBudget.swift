import NIOCore
import Synchronization

/// Bounds the bytes that are written to all connections together and not yet taken by their clients.
///
/// Each connection may hold a little. Only when all of them together hold too much are some closed: those whose clients
/// have taken nothing for the longest time, until there is room again.
final class SendBufferBudget: Sendable {
    let limit: Int
    private let sum = Atomic<Int>(0)
    private let holders = Mutex<[ObjectIdentifier: SendBufferShare]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Bytes that are written and not taken now.
    var held: Int { sum.load(ordering: .relaxed) }

    /// - Parameter drop: Closes the connection at once, without sending the rest; called from any thread.
    func open(_ drop: @escaping @Sendable () -> Void) -> SendBufferShare {
        let holding = SendBufferShare(drop)
        holders.withLock { $0[ObjectIdentifier(holding)] = holding }
        return holding
    }

    func close(_ holding: SendBufferShare) {
        change(holding, to: 0, at: .now())
        _ = holders.withLock { $0.removeValue(forKey: ObjectIdentifier(holding)) }
    }

    /// Records what a connection holds now; to be called on its own event loop.
    func change(_ holding: SendBufferShare, to bytes: Int, at now: NIODeadline) {
        let change = holding.change(to: bytes, at: now)
        guard change != 0 else { return }
        let held = sum.add(change, ordering: .relaxed).newValue
        if change > 0, held > limit { makeRoom() }
    }

    /// Closes the slowest connections until an eighth of the budget is free, so that not every further byte calls this
    /// again.
    private func makeRoom() {
        let slowest = holders.withLock { holders -> [SendBufferShare] in
            var surplus = held - (limit - limit / 8)
            guard held > limit else { return [] }
            return holders.values.sorted { $0.since < $1.since }.filter { holding in
                guard surplus > 0 else { return false }
                let bytes = holding.condemn()
                surplus -= bytes
                sum.subtract(bytes, ordering: .relaxed)
                return bytes > 0
            }
        }
        for holding in slowest { holding.drop() }
    }
}

/// The bytes that one connection holds: written, and not yet taken by its client.
final class SendBufferShare: Sendable {
    fileprivate let drop: @Sendable () -> Void
    private let state = Mutex((bytes: 0, isCondemned: false))
    /// When its client last took something, or when it began to hold something; in nanoseconds.
    private let progress = Atomic<UInt64>(0)

    fileprivate init(_ drop: @escaping @Sendable () -> Void) {
        self.drop = drop
    }

    fileprivate var since: UInt64 { progress.load(ordering: .relaxed) }

    fileprivate func change(to bytes: Int, at now: NIODeadline) -> Int {
        let change = state.withLock { state in
            guard !state.isCondemned else { return 0 }
            defer { state.bytes = bytes }
            // Something after nothing is a beginning, and less than before is progress.
            if state.bytes == 0 || bytes < state.bytes {
                progress.store(now.uptimeNanoseconds, ordering: .relaxed)
            }
            return bytes - state.bytes
        }
        return change
    }

    /// Stops counting the connection, and returns what it held.
    fileprivate func condemn() -> Int {
        state.withLock { state in
            guard state.bytes > 0 else { return 0 }
            defer { state = (0, true) }
            return state.bytes
        }
    }
}
